import assert from 'node:assert/strict';
import { AcmeRetail, assertFits } from './support/acmeRetail.ts';

/** The schema of what each command prints with --json, and what it can do. */
const commands = [
  { words: ['rooms'], many: true, writes: false },
  { words: ['list'], many: true, writes: false },
  { words: ['runs'], many: false, writes: false },
  { words: ['create-room'], many: false, writes: true },
  { words: ['invitations'], many: true, writes: false },
  { words: ['invite'], many: false, writes: true },
  { words: ['cancel'], many: false, writes: true },
  { words: ['resend'], many: false, writes: true },
  { words: ['remind'], many: true, writes: false },
  { words: ['permissions'], many: false, writes: false },
  { words: ['grant'], many: false, writes: true },
  { words: ['onboard', 'start'], many: false, writes: true },
  { words: ['onboard', 'status'], many: true, writes: false },
  ...['send', 'record', 'guidance', 'permissions', 'validate', 'activate', 'follow-up', 'close', 'reopen'].map((word) => ({
    words: ['onboard', word],
    many: false,
    writes: true,
  })),
];

describe('the usage of commands about partners', function () {
  this.timeout(30_000);
  let acme: AcmeRetail;
  before(async () => {
    acme = await AcmeRetail.begin();
  });
  after(() => acme.end());

  it('is explained for every command, with the options that mean something there', async () => {
    for (const { words, many, writes } of commands) {
      const { code, stdout } = await acme.run([...words, '--help']);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`^Usage: cleanrooms partners ${words.join(' ')} `));
      assert.deepEqual(
        ['--all-connections ', '--dry-run ', '--yes ', '--organisation '].map((option) => stdout.includes(option)),
        [many, writes, writes, true],
        words.join(' '),
      );
      assert.doesNotMatch(stdout, /--[a-z-]*secret|--base-url/);
    }
  });

  for (const [story, schema, args, sentence] of [
    ['an unknown command', 'rooms', ['room'], /unknown command 'room'/],
    ['a room that is not named', 'writes', ['invite', 'a@b.example'], /required option '--room <room>' not specified/],
    ['nobody to invite', 'writes', ['invite', '--room', 'x'], /Nobody is named\. Give addresses, or a list with --file\./],
    ['a list that is not there', 'writes', ['invite', '--room', 'x', '--file', 'none.csv'], /none\.csv cannot be read: ENOENT/],
    [
      'one name for two',
      'writes',
      ['invite', '--room', 'x', '--name', 'N', 'a@b.example', 'c@b.example'],
      /--name is for one partner, and 2 are named/,
    ],
    [
      'too many',
      'writes',
      ['invite', '--room', 'x', Array.from({ length: 501 }, (_, n) => `p${n}@b.example`).join(' ')],
      /501 invitations are more than/,
    ],
    ['no word of which invitations', 'writes', ['cancel', '--room', 'x'], /Name them by id or address, or give --all-pending/],
    [
      'all and some invitations',
      'writes',
      ['cancel', '--room', 'x', 'a@b.example', '--all-pending'],
      /It is not said which invitations are meant/,
    ],
    ['nothing to grant', 'writes', ['grant', '--room', 'x'], /It is not said what partners may do\./],
    ['a template and flags', 'writes', ['grant', '--room', 'x', '--template', 'viewer', '--can-run'], /cannot be used with option/],
    ['a role of nobody', 'writes', ['grant', '--room', 'x', '--user-role', 'Analyst'], /"Analyst" is not an address and a role/],
    [
      'a Region that is none',
      'writes',
      ['create-room', '--name', 'x', '--region', 'mars', '--cloud', 'aws'],
      /--region: must be one of REGION_EU/,
    ],
    [
      'a day that is none',
      'writes',
      ['create-room', '--name', 'x', '--region', 'eu', '--cloud', 'aws', '--start', '1.1.2027'],
      /--start: must be a day .*yyyy-mm-dd/,
    ],
    [
      'a day that no calendar has',
      'writes',
      ['create-room', '--name', 'x', '--region', 'eu', '--cloud', 'aws', '--start', '2026-13-45'],
      /--start: must be a day .*yyyy-mm-dd/,
    ],
    ['an override without a reason', 'writes', ['onboard', 'activate', 'x', '--override', ''], /--override: must not be empty/],
    [
      'an organisation and a profile',
      'rooms',
      ['rooms', '--organisation', 'x', '--profile', 'y'],
      /cannot be used with option '--profile <name>'/,
    ],
    [
      'an organisation that nothing tells about',
      'rooms',
      ['rooms', '--organisation', 'Nobody'],
      /There is no connection for the LiveRamp organisation "Nobody"/,
    ],
    ['a follow-up without its day', 'writes', ['onboard', 'follow-up', 'x'], /required option '--day <n>' not specified/],
    [
      'a template of notes that is not there',
      'writes',
      ['invite', '--room', 'CR-045201', 'a@b.example', '--note', 'x', '--note-template', 'y'],
      /cannot be used with option '--note <text>'/,
    ],
  ] as const) {
    it(`ends with 2 for ${story}, and prints one object with --json`, async () => {
      const { code, printed, stderr } = await acme.json(schema, args);
      assert.deepEqual([code, printed.result, printed.error?.code], [2, null, 'invalid_input']);
      assert.match(stderr, sentence);
    });
  }

  it('points to the help of the command that was called', async () => {
    for (const words of [['invite'], ['onboard', 'start'], ['onboard', 'follow-up']])
      assert.match((await acme.run(words)).stderr, new RegExp(`\\(see cleanrooms partners ${words.join(' ')} --help\\)`));
  });

  it('mentions organisations to whoever named nothing and cannot reach AWS', async () => {
    const { stderr } = await acme.run(['rooms'], { LIVERAMP_ORGANISATION: '', AWS_REGION: '' });
    assert.match(stderr, /^error: No AWS Region .*--organisation/);
  });

  it('does not look for one room through all connections', async () => {
    const { code, stdout, stderr } = await acme.run(['list', '--all-connections', '--room', 'x', '--json']);
    assert.equal(code, 2);
    await assertFits('partner-list', JSON.parse(stdout));
    assert.match(stderr, /cannot be used with option '--all-connections'/);
  });

  it('wants an organisation for what AWS cannot do', async () => {
    const { code, stderr } = await acme.run(['create-room', '--name', 'x', '--region', 'eu', '--cloud', 'aws'], {
      LIVERAMP_ORGANISATION: '',
    });
    assert.equal(code, 2);
    assert.match(stderr, /"cleanrooms partners create-room" is about a LiveRamp organisation\. Name one with --organisation/);
  });

  it('names what there is where a room has another name', async () => {
    const { code, stderr } = await acme.run(['permissions', '--room', 'Media']);
    assert.equal(code, 1);
    assert.match(stderr, /has no clean room "Media"\. There are: "Media Insights" \(CR-045144\)/);
  });
});
