/**
 * What is known to be a key, a token or a password by how it looks. Answers hold none; an error or a note of a partner may
 * quote one.
 */
const secrets: readonly RegExp[] = [
  // AWS access key ids, and secret access keys: 40 characters of base64 with digits and letters of both sizes.
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9/+=])(?=[A-Za-z0-9/+=]*[A-Z])(?=[A-Za-z0-9/+=]*[a-z])(?=[A-Za-z0-9/+=]*[0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
  // Keys of model services, of Google, and tokens of GitHub and Slack.
  /(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{12,}/g,
  /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{30,}/g,
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{20,}/g,
  /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{20,}/g,
  /(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{10,}/g,
  // Private keys, also where the end has been cut off, and passwords in addresses.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----END)[^])*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
  /(?<=:\/\/[^\s/:@]{1,100}:)[^\s/@]+(?=@)/g,
  // JSON Web Tokens.
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g,
  // Headers: with a digit or a sign in it, since "basic" is a word as well.
  /(?<=\b(?:bearer|basic)\s+)(?=[^\s]*[0-9=_/+])[A-Za-z0-9._~+/=-]{8,}/gi,
  // Whatever is called so, in a query or in JSON.
  /(?<=(?:secret|token|passw(?:or)?d|passphrase|api[-_ ]?key|(?:access|account|private)[-_ ]?key|\bsig|signature|credential)["']?\s*[=:]\s*["']?)[^\s"',;&]{6,}/gi,
];

const removed = '(removed)';

/** The text without what looks like a secret. Nothing leaves the machine, or is written down, but through here. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((rest, secret) => rest.replace(secret, removed), text);
}
