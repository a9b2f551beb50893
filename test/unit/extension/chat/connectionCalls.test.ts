import assert from 'node:assert/strict';
import { aboutFromText } from '../../../../src/core/assistant/aboutFromText.ts';
import { chatWords } from '../../../../src/extension/chat/chatQuery.ts';
import { callOf, connectionCalls } from '../../../../src/extension/chat/connectionCalls.ts';
import { connectionNames } from '../../../../src/extension/chat/knownNames.ts';

type Called = Parameters<typeof callOf>[0];

function connection(name: string, accountId?: string, region?: string): Called {
  return { settings: { name, service: 'aws' }, place: { accountId, region, sandbox: false, endpoint: undefined } };
}

describe('what a connection is called in a question', () => {
  const other = connection('prod', '444455556666', 'us-east-1');
  const calls: [story: string, connection: Called, all: Called[], call: string][] = [
    ['its name where no other one has it', connection('dev', '111122223333'), [other], 'dev'],
    ['its account where another one has the name', connection('Prod', '111122223333'), [other], '111122223333'],
    [
      'its name and Region where one profile is connected twice',
      connection('prod', '444455556666', 'eu-west-1'),
      [other],
      'prod (eu-west-1)',
    ],
    ['its name where nothing tells it from another', connection('prod', '444455556666', 'us-east-1'), [other], 'prod'],
  ];
  for (const [story, asked, others, call] of calls) {
    it(`is ${story}`, () => {
      assert.equal(callOf(asked, [asked, ...others]), call);
    });
  }

  it('is understood again, so that a choice between two Regions is asked once', () => {
    const all = ['us-east-1', 'eu-west-1'].map((region) => connection('default', '111122223333', region));
    const names = all.flatMap((each) => connectionNames(each.place.region ?? '', connectionCalls(each)));
    for (const each of all)
      assert.deepEqual(aboutFromText(chatWords({ connection: { name: callOf(each, all) } }), names), {
        kind: 'one',
        target: { connectionId: each.place.region },
      });
  });
});
