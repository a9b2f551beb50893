import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { AcmeRetail, type WriteItem } from './support/acmeRetail.ts';

const holiday = 'CR-045201';
const media = 'CR-045144';

/** Outcome and code of each item, by the name of what it is about. */
function outcomes(items: readonly WriteItem[]): Record<string, string> {
  return Object.fromEntries(items.map(({ subject, outcome, code }) => [subject.name, code === undefined ? outcome : `${outcome} ${code}`]));
}

describe('writing about partners on the command line', function () {
  this.timeout(30_000);
  let acme: AcmeRetail;
  before(async () => {
    acme = await AcmeRetail.begin();
  });
  after(() => acme.end());
  beforeEach(() => acme.again());

  it('invites a batch: a duplicate, a bad address and a free-mail one are told, the others are sent', async () => {
    const { code, items, stderr } = await acme.write([
      'invite',
      '--room',
      holiday,
      'ada@nova-media.example',
      'Ada@Nova-Media.example',
      'bob@harbour',
      'carla@gmail.com',
    ]);
    assert.equal(code, 1);
    assert.deepEqual(outcomes(items), {
      'ada@nova-media.example': 'done',
      'Ada@Nova-Media.example': 'left_out duplicate',
      'bob@harbour': 'left_out invalid_address',
      'carla@gmail.com': 'done',
    });
    assert.match(stderr, /^\+ Invite ada@nova-media\.example to "Holiday Campaign 2026" \(CR-045201\): Status PENDING\.$/m);
    assert.match(stderr, /^warning: Anybody can have an address at gmail\.com: is carla@gmail\.com really the partner's\?$/m);
    assert.deepEqual(await acme.pending(holiday), ['ada@nova-media.example', 'carla@gmail.com']);
  });

  it('says to people on stdout what became of each, and on stderr only what there is to think about', async () => {
    const { stdout, stderr } = await acme.run(['invite', '--room', holiday, 'ada@nova-media.example', 'bob@harbour', 'carla@gmail.com']);
    assert.match(stdout, /^\+ Invite ada@nova-media\.example to /m);
    assert.match(stdout, /^ {2}left out: bob@harbour: "bob@harbour" is not an e-mail address\.$/m);
    assert.match(stderr, /^warning: Anybody can have an address at gmail\.com/);
    assert.doesNotMatch(stderr, /bob@harbour|ada@/);
  });

  it('has no headline over nothing', async () => {
    const { stdout } = await acme.run(['invite', '--room', holiday, 'bob@harbour']);
    assert.doesNotMatch(stdout, /invite 0 partners/);
    assert.match(stdout, /^ {2}1 left out$/m);
  });

  it('ends with 0 where somebody stands twice in the list, or was invited before', async () => {
    const args = ['invite', '--room', holiday, 'ada@nova-media.example', 'ADA@nova-media.example'];
    assert.equal((await acme.run(args)).code, 0);
    const { code, items } = await acme.write(args);
    assert.deepEqual([code, items.map(({ code: why }) => why)], [0, ['already_invited', 'duplicate']]);
  });

  it('reads a CSV file with names, and renders the note for each', async () => {
    await writeFile(
      join(acme.person.folder, 'list.csv'),
      'Company,E-Mail\nNova Media,ada@nova-media.example\n"Harbour, Ltd",bob@harbour.example\n',
    );
    await writeFile(join(acme.person.folder, 'note.txt'), 'Welcome {{partner}} to {{cleanRoom}}\n');
    const { code, items } = await acme.write(['invite', '--room', holiday, '--file', 'list.csv', '--note-file', 'note.txt', '--dry-run']);
    assert.equal(code, 0);
    assert.deepEqual(
      items.map(({ outcome, reason }) => [outcome, reason]),
      [
        ['planned', 'Welcome Nova Media to Holiday Campaign 2026'],
        ['planned', 'Welcome Harbour, Ltd to Holiday Campaign 2026'],
      ],
    );
  });

  it('a dry run sends nothing and leaves no audit log', async () => {
    const { code } = await acme.run(['invite', '--room', holiday, 'ada@nova-media.example', '--dry-run']);
    assert.deepEqual([code, await acme.sandbox.writes()], [0, []]);
    assert.ok(!(await acme.files()).some(({ path }) => path.includes('audit')));
  });

  it('cancels nothing without --yes and says so, and does with it', async () => {
    const args = ['cancel', '--room', media, '--all-pending'];
    const asked = await acme.write(args);
    assert.deepEqual([asked.code, asked.items.map(({ outcome }) => outcome), await acme.sandbox.writes()], [1, ['planned'], []]);
    assert.match(asked.stderr, /Nothing was changed\. To carry this out, run again with --yes\.$/m);
    const done = await acme.write([...args, '--yes']);
    assert.deepEqual([done.code, done.items.map(({ outcome }) => outcome), await acme.pending(media)], [0, ['done'], []]);
  });

  it('sends again by cancelling and inviting, and says that', async () => {
    const args = ['resend', '--room', media, 'data.partnerships@brightline-agency.example'];
    assert.equal((await acme.write(args)).code, 1);
    const { code, items, stderr } = await acme.write([...args, '--yes']);
    assert.deepEqual(
      [code, items.map(({ action, outcome }) => [action, outcome])],
      [
        0,
        [
          ['cancel_invitation', 'done'],
          ['invite', 'done'],
        ],
      ],
    );
    assert.match(stderr, /^warning: The service cannot send an invitation again: it is cancelled and a new one is made\./m);
    const { stdout } = await acme.run(['invitations', '--room', media, '--history']);
    assert.match(
      stdout,
      /brightline-agency\.example +PENDING +0 days.*\n(.*\n)*? {4}\S+ {2}cancelled {2}by .*\n(.*\n)*? {4}\S+ {2}sent {2}by /,
    );
  });

  it('opens what a template opens and keeps the template on the room', async () => {
    const { code, items } = await acme.write(['grant', '--room', holiday, '--template', 'analyst', '--keep-on-room', '--yes']);
    assert.equal(code, 0);
    assert.ok(items.filter(({ action }) => action === 'set_question_permissions').every(({ outcome }) => outcome === 'done'));
    assert.match(await readFile(join(acme.person.folder, 'clean-rooms/partners.json'), 'utf8'), /"permission_template": "analyst"/);
    const again = await acme.write(['grant', '--room', holiday, '--template', 'analyst', '--keep-on-room']);
    assert.deepEqual([again.code, again.items.filter(({ code: why }) => why !== 'already_so')], [0, []]);
  });

  it('closes what partners have only with --yes', async () => {
    const args = ['grant', '--room', media, '--template', 'restricted', '--questions', 'CRQ-136017', '--no-datasets'];
    const asked = await acme.write(args);
    assert.deepEqual([asked.code, outcomes(asked.items), await acme.sandbox.writes()], [1, { 'Audience overlap': 'planned' }, []]);
    assert.deepEqual(outcomes((await acme.write([...args, '--yes'])).items), { 'Audience overlap': 'done' });
    const { stdout } = await acme.run(['permissions', '--room', media]);
    assert.match(stdout, /CRQ-136017 +Audience overlap +READY +owner +owner +owner +owner +owner/);
  });

  for (const flags of [['--template', 'full_access'], ['--can-edit'], ['--can-view-code'], ['--can-clone']])
    it(`opens ${flags.join(' ')} to all partners only with --yes`, async () => {
      const args = ['grant', '--room', holiday, ...flags];
      const { code, stderr } = await acme.run(args);
      assert.deepEqual([code, await acme.sandbox.writes()], [1, []]);
      assert.match(stderr, /^warning: .*open to all partners.*\n(.*\n)*Nothing was changed\. To carry this out, run again with --yes\.$/m);
      assert.equal((await acme.run([...args, '--yes'])).code, 0);
    });

  for (const [kind, names] of [
    ['question', ['--questions', 'CRQ-999']],
    ['question', ['--questions', 'CRQ-999', 'CRQ-998', '--yes']],
    ['question', ['--questions', 'CRQ-999', '--dry-run']],
    ['dataset', ['--no-questions', '--datasets', 'Nobody']],
  ] as const)
    it(`changes nothing where no ${kind} of a selection is there: ${names.join(' ')}`, async () => {
      const { code, printed, stderr } = await acme.json('writes', ['grant', '--room', media, '--template', 'viewer', ...names]);
      assert.deepEqual([code, printed.result, printed.error?.code, await acme.sandbox.writes()], [2, null, 'invalid_input', []]);
      assert.match(
        stderr,
        new RegExp(`has no ${kind} "${names.find((each) => !each.startsWith('--')) ?? ''}".*Nothing was changed\\.$`, 'm'),
      );
    });

  it('does what is found of a selection, and tells the rest', async () => {
    const args = ['grant', '--room', media, '--can-run', '--no-datasets', '--questions', 'CRQ-136018', 'CRQ-999'];
    const { code, items } = await acme.write(args);
    assert.deepEqual([code, outcomes(items)], [1, { 'Campaign reach by store': 'done', 'CRQ-999': 'left_out not_found' }]);
  });

  it('prints for what differs from the kept template the command that mends it, and what (!) means', async () => {
    await acme.run(['grant', '--room', holiday, '--template', 'viewer', '--keep-on-room', '--no-datasets']);
    await acme.run(['grant', '--room', holiday, '--can-run', '--no-datasets', '--questions', 'CRQ-140310', '--yes']);
    const { stdout, stderr } = await acme.run(['permissions', '--room', holiday]);
    assert.match(stdout, /all \(!\).*\n(.*\n)*? +\(!\) differs from the template that is kept on the clean room$/m);
    const command = /→ .*: cleanrooms partners (grant --room \S+ --template viewer --questions \S+ .*)$/m.exec(stderr)?.[1] ?? '';
    assert.match(command, /--no-datasets --no-partners --organisation 'Acme Retail'$/);
    const { code } = await acme.run([...command.replace(/ --organisation.*/, '').split(' '), '--yes']);
    assert.equal(code, 0);
    assert.doesNotMatch((await acme.run(['permissions', '--room', holiday])).stdout, /\(!\)/);
  });

  it('takes single flags instead of a template, and a role for the users of a partner alone', async () => {
    assert.equal((await acme.write(['grant', '--room', holiday, '--can-run', '--can-view-results'])).code, 0);
    const { items } = await acme.write(['grant', '--room', media, '--role', 'Partner Viewer', '--partners', 'Nova Media', '--dry-run']);
    assert.ok(items.length > 0 && items.every(({ subject }) => subject.kind === 'user'), JSON.stringify(items));
  });

  it('takes single changes from a file, and says where it is wrong', async () => {
    const file = join(acme.person.folder, 'changes.json');
    const change = { question: 'CRQ-136018', permission: 'RUN', access: 'ALL_CLEAN_ROOM_PARTNERS' };
    await writeFile(file, JSON.stringify({ question_permissions: [change] }));
    assert.deepEqual(outcomes((await acme.write(['grant', '--room', media, '--changes', file])).items), {
      'Campaign reach by store': 'done',
    });
    await writeFile(file, '{\n  "question_permission": []\n}');
    const { code, stderr } = await acme.run(['grant', '--room', media, '--changes', file]);
    assert.equal(code, 2);
    assert.match(stderr, /changes\.json:1:1: .*unknown: question_permission/);
  });

  it('makes a clean room and invites in the same go', async () => {
    const { code, items } = await acme.write([
      ...[
        'create-room',
        '--name',
        'Spring 2027',
        '--region',
        'eu',
        '--cloud',
        'aws',
        '--invite',
        'ada@nova-media.example,bob@harbour.example',
      ],
    ]);
    assert.deepEqual(
      [code, items.map(({ action, outcome }) => `${action} ${outcome}`)],
      [0, ['create_clean_room done', 'invite done', 'invite done']],
    );
    assert.deepEqual(await acme.pending('Spring 2027'), ['ada@nova-media.example', 'bob@harbour.example']);
  });

  it('invites an account to an AWS collaboration by id and name', async () => {
    const { items } = await acme.write(
      ['invite', '--room', 'Acme and Nova reach study', '888899990000', '--name', 'Tailspin', '--abilities', 'CAN_RECEIVE_RESULTS'],
      { LIVERAMP_ORGANISATION: '' },
    );
    assert.deepEqual(outcomes(items), { '888899990000': 'done' });
  });

  it('brings a partner on board step by step, and activates only with a reason what did not pass', async () => {
    const partner = 'jonas.weber@nova-media.example';
    const onboard = async (...args: string[]): Promise<string[]> =>
      (await acme.write(['onboard', ...args])).items.map(({ outcome, code }) => (code === undefined ? outcome : `${outcome} ${code}`));
    assert.deepEqual(await onboard('start', '--room', holiday, '--flow', 'media', partner), ['done']);
    assert.deepEqual(await onboard('start', '--room', holiday, '--flow', 'media', partner), ['left_out already_so']);
    assert.deepEqual(await onboard('send', '--room', holiday), ['done']);
    await acme.control('POST', `liveramp/invitations/${partner}/accept?room=${holiday}`);
    assert.deepEqual(await onboard('record', '--partners', partner), ['done']);
    assert.deepEqual(await onboard('activate', '--partners', partner), ['left_out not_possible']);
    await onboard('permissions', '--partners', partner, '--yes');
    assert.deepEqual(await onboard('activate', '--partners', partner, '--override', 'The dataset comes on Monday.'), ['done']);
    const { code, printed } = await acme.json('onboarding', ['onboard', 'status', '--checks']);
    const [engagement] = z.object({ engagements: z.array(z.looseObject({ activated_at: z.string() })) }).parse(printed.result).engagements;
    assert.deepEqual([code, engagement?.activated_at.length], [0, 24]);
    assert.match((await acme.files()).find(({ path }) => path.includes('onboarding'))?.text ?? '', /The dataset comes on Monday\./);
  });
});
