/** Put together here, so that no file holds what looks like a key. */
export const planted: readonly [string, string][] = [
  ['an AWS access key id', `AKIA${'ABCD'.repeat(4)}`],
  ['a temporary AWS access key id', `ASIA${'Q1W2'.repeat(4)}`],
  ['an AWS secret access key', `${'aB3/'.repeat(9)}xYz+`],
  ['a key of a model service', `sk-${'proj-Ab1_'.repeat(3)}`],
  ['a token of GitHub', `ghp_${'a1B2'.repeat(8)}`],
  ['a fine-grained token of GitHub', `github_pat_${'a1B2_'.repeat(8)}`],
  ['a key of Google', `AIza${'Sy-1_'.repeat(7)}`],
  ['a token of Slack', `xoxb-${'123456-'.repeat(4)}`],
  [
    'a private key',
    ['-----BEGIN RSA', 'KEY-----\n'].join(' PRIVATE ') + `${'MIIE'.repeat(9)}\n` + ['-----END RSA', 'KEY-----'].join(' PRIVATE '),
  ],
  ['a JSON Web Token', `eyJ${'hbGci'.repeat(2)}.eyJ${'zdWIi'.repeat(2)}.${'sig_'.repeat(4)}`],
];
