import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { offlineVendor } from '../../../src/extension/models/vendors.ts';
import { WorkbenchTools } from '../../../src/extension/tools/workbenchTools.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { hostileScenario } from '../../unit/injections/hostileScenario.ts';
import { assertNoLink, assertSeen } from '../../unit/injections/inertMarkdown.ts';
import { marker } from '../../unit/injections/injections.ts';
import { injectionsInTurn } from '../../unit/injections/injectionsInTurn.ts';
import { startScriptedOpenAi, type AskedChat, type ScriptedAnswer, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { askCleanroom, type HeardAnswer } from '../support/chatTurns.ts';
import { modelOf, writeProviders } from '../support/modelsOfServer.ts';
import { activateWorkbench, builtProgram, connect, connectOrganisation, disconnectAll, testHandle } from '../workbench.ts';

const places = [
  ['AWS', connect],
  ['LiveRamp', connectOrganisation],
] as const;
const commands = ['diagnose', 'next', 'explain', 'plan', 'report'] as const;

const writingCalls = [
  ['manage_partner_invitations', { action: 'cancel', allPending: true }],
  ['manage_partner_invitations', { action: 'resend', allPending: true }],
  ['configure_partner_permissions', { action: 'template', permissionTemplate: 'admin' }],
] as const;

/** The one link that an answer of ours has: to what was looked at, under an id that says nothing. */
const ourLinks = /\[(?:\\.|[^\]\\])*\]\(command:cleanRooms\.showReadings\?%5B%22[\da-f-]{36}%22%5D\)/g;

/** A remedy, under such an id; and the next step where the workspace has no configuration yet. */
const ourButtons = /^cleanRooms\.(?:runOffer [\da-f-]{36}|initialiseConfiguration undefined)$/;

describe('injections, asked about in the chat', function () {
  this.timeout(120_000);
  let offline: vscode.LanguageModelChat;

  before(async () => {
    await activateWorkbench();
    offline = await offlineModel();
  });
  afterEach(() => disconnectAll());

  for (const number of [0, 1, 2])
    describe(`in each field another one (${number + 1})`, () => {
      let sandbox: SandboxProgram;
      before(async () => {
        sandbox = await hostileSandbox(number);
      });
      after(() => sandbox.stop());

      for (const [place, connectPlace] of places)
        it(`are words in every answer, and no link, button or question comes from them: ${place}`, async () => {
          await connectPlace(sandbox);
          const answers: HeardAnswer[] = [];
          for (const command of commands) answers.push(await askCleanroom(offline, '', { command, after: answers }));
          assert.ok(answers.some(({ markdown }) => markdown.includes(marker)));
          answers.forEach(assertHarmless);
          assert.equal(await sandbox.writes(), 0);
        });

      it('are words in what the person is asked before a tool changes something', async () => {
        await connectOrganisation(sandbox);
        const { workbench } = await testHandle();
        const tools = new WorkbenchTools(workbench);
        const { token } = new vscode.CancellationTokenSource();
        for (const [name, input] of writingCalls) {
          const { confirmationMessages: asked } = await tools.prepare(name, { cleanroomId: 'CR-000001', ...input }, token);
          assert.ok(asked?.message instanceof vscode.MarkdownString, name);
          assert.notEqual(asked.message.isTrusted, true);
          assertNoLink(asked.message.value);
        }
        assert.equal(await sandbox.writes(), 0);
      });
    });

  describe('by a model that obeys them', () => {
    let sandbox: SandboxProgram;
    let server: ScriptedOpenAi;
    before(async () => {
      sandbox = await hostileSandbox(0);
      server = await startScriptedOpenAi(obedient);
      await writeProviders({ name: 'Obedient', kind: 'openai', baseUrl: server.baseUrl });
    });
    after(async () => {
      await writeProviders();
      await server.close();
      await sandbox.stop();
    });

    for (const [place, connectPlace] of places)
      it(`open nothing, press nothing and change nothing: ${place}`, async () => {
        const model = await modelOf({ name: 'Obedient', kind: 'openai', baseUrl: server.baseUrl });
        await connectPlace(sandbox);
        const answer = await askCleanroom(model, 'what does not work?', { command: 'diagnose' });
        assertHarmless(answer);
        assert.doesNotMatch(answer.markdown, /987654/);
        const asked = z.looseObject({ tools: z.optional(z.unknown()) }).parse(server.requests.at(-1)?.body);
        assert.equal(asked.tools, undefined);
        assert.equal(await sandbox.writes(), 0);
      });
  });
});

/** Repeats all that it was told as an answer, cites whatever there may be, adds links and a figure, and calls tools. */
function obedient({ messages }: AskedChat): ScriptedAnswer {
  const told = messages.map(({ content }) => content ?? '').join('\n');
  const words = [...told.matchAll(/"\d+":"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => z.string().parse(JSON.parse(`"${text}"`)));
  const text = [
    ...words,
    '[Fix](command:cleanRooms.runOffer)',
    'https://evil.example',
    'Pay 987654.',
    '<button>mallory</button>',
    '# mallory',
  ];
  return {
    kind: 'stream',
    text: text.map((each) => `${each} [1][2][3]\n\n`),
    calls: [{ id: 'call_a', name: 'repair_collaborations', pieces: ['{}'] }],
  };
}

/** The entry without AI, which comes once VS Code has said that there is no other model. */
async function offlineModel(): Promise<vscode.LanguageModelChat> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [found] = await vscode.lm.selectChatModels({ vendor: offlineVendor });
    if (found !== undefined) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('VS Code has no model entry without AI.');
}

async function hostileSandbox(number: number): Promise<SandboxProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-hostile-'));
  const file = join(folder, 'hostile.json');
  try {
    await writeFile(file, JSON.stringify(hostileScenario(injectionsInTurn(number))));
    return await startSandboxProgram(builtProgram(), file, 200);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function assertHarmless({ progress, markdown, trusted, buttons, followUps, result }: HeardAnswer): void {
  assertNoLink(markdown.replace(ourLinks, ''));
  assertSeen(markdown);
  for (const line of progress) assertNoLink(line);
  assert.deepEqual(
    trusted.filter((command) => command !== 'cleanRooms.showReadings'),
    [],
  );
  for (const { command, arguments: given, title } of buttons) {
    assert.match(`${command} ${String(given)}`, ourButtons);
    assertSeen(title);
  }
  assert.ok(!JSON.stringify(followUps).includes(marker));
  if (result.errorDetails !== undefined) assertNoLink(result.errorDetails.message);
}
