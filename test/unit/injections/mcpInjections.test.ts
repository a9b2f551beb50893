import assert from 'node:assert/strict';
import { Agent, type Answer } from '../mcp/support/agent.ts';
import { toolCalls } from './everythingSaid.ts';
import { HostileWorld, places } from './hostileWorld.ts';
import { assertNoLink, assertSeen } from './inertMarkdown.ts';
import { assertToolAnswerInert, tells } from './inertToolAnswer.ts';
import { marker } from './injections.ts';
import { injectionsInTurn } from './injectionsInTurn.ts';

/** The server takes one connection out of its environment: only AWS where no organisation is set. */
const variablesOf = { aws: { LIVERAMP_ORGANISATION: '', LIVERAMP_CLIENT_ID: '' }, liveramp: {} };

describe('injections, to an agent by MCP', function () {
  this.timeout(60_000);

  for (const place of places)
    for (const number of [0, 1, 2])
      describe(`in each field another one (${place}, ${number + 1})`, () => {
        let world: HostileWorld;
        let agent: Agent;
        const ends: (() => Promise<void>)[] = [];
        const asked: string[] = [];
        const told: string[] = [];
        let toolsBefore: unknown;
        const answers: Answer[] = [];

        before(async () => {
          world = await HostileWorld.start(injectionsInTurn(number));
          ends.push(() => world.stop());
          agent = await Agent.begin(world, {
            allowWrites: true,
            configuration: world.configuration,
            variables: variablesOf[place],
            person: (message) => {
              asked.push(message);
              return { action: 'decline' };
            },
          });
          ends.unshift(() => agent.end());
          agent.client.fallbackNotificationHandler = ({ method }) => {
            told.push(method);
            return Promise.resolve();
          };
          toolsBefore = await agent.tools();
          for (const [where, name, input] of toolCalls) if (where === place) answers.push(await agent.call(name, input));
        });
        after(async () => {
          for (const end of ends) await end();
        });

        it('are in the labelled field of each answer, and in neither of its texts elsewhere', () => {
          assert.ok(answers.filter(tells).length > 5);
          for (const { data, texts } of answers) {
            assertToolAnswerInert(data);
            const [summary, rest = '', ...more] = texts;
            assert.deepEqual([more, summary], [[], data.summary]);
            assertToolAnswerInert(JSON.parse(rest));
          }
        });

        it('change no tool and none of what is said of it', async () => {
          assert.deepEqual([await agent.tools(), told], [toolsBefore, []]);
          assert.ok(!JSON.stringify([toolsBefore, agent.client.getInstructions()]).includes(marker));
        });

        it('ask the person nothing but the plans of what was called, in lines of ours and without a link', () => {
          assert.ok(asked.length > 0);
          for (const message of asked) {
            assertSeen(message);
            assertNoLink(message);
            const [, ...lines] = message.split('\n');
            for (const line of lines)
              assert.match(line, /^(?:[!+−±] |… and |Cannot be done: |Need no change: |collaboration-config\.json: )/);
          }
        });

        it('have nothing changed', async () => {
          assert.deepEqual(await world.writes(), []);
        });
      });
});
