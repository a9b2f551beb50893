import assert from 'node:assert/strict';
import { answerJson } from '../../../../src/core/tools/answer.ts';
import { errorAnswer } from '../../../../src/core/tools/answers/errorAnswer.ts';
import { chooseConnection, connectionsAnswer, type ToolConnection } from '../../../../src/core/tools/toolConnection.ts';
import { ToolRefusal } from '../../../../src/core/tools/toolRefusal.ts';

const acme: ToolConnection = { name: 'Acme Retail', service: 'liveramp', account: 'Acme Retail', sandbox: false };
const production: ToolConnection = { name: 'production', service: 'aws', account: 'prod', region: 'us-east-1', sandbox: false };

describe('the connection that a tool is to use', () => {
  it('is the only one where nothing is said', () => {
    assert.equal(chooseConnection([acme], undefined), acme);
  });

  it('is the one of that name, in any case, or of that key', () => {
    assert.equal(chooseConnection([acme, production], 'ACME retail'), acme);
    assert.equal(chooseConnection([acme, production], 'connection-2'), production);
  });

  it('has to be said where there are several: the error lists them all', () => {
    const error = thrownBy(() => chooseConnection([acme, production], undefined));
    assert.deepEqual(JSON.stringify(answerJson(errorAnswer(error))).match(/connection-\d/g), ['connection-1', 'connection-2']);
  });

  it('is no other one where there is none of that name', () => {
    assert.equal(thrownBy(() => chooseConnection([acme], 'Nova')).code, 'not_found');
  });

  it('is listed with a key that can be given back, whatever its name is', () => {
    const answer = answerJson(connectionsAnswer([acme, production], undefined));
    assert.deepEqual(answer['connections'], [
      { key: 'connection-1', name: 'untrusted_text:1', service: 'liveramp', account: 'untrusted_text:1' },
      { key: 'connection-2', name: 'production', service: 'aws', account: 'prod', region: 'us-east-1' },
    ]);
  });

  it('is asked of the person where nothing is connected', () => {
    assert.match(thrownBy(() => chooseConnection([], undefined)).sentence, /add a connection/);
  });
});

function thrownBy(work: () => unknown): ToolRefusal {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof ToolRefusal) return thrown;
    throw thrown;
  }
  return assert.fail('it should have refused');
}
