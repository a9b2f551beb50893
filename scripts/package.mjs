// Builds the extension as it is published, out/clean-rooms-workbench.vsix, and looks into what came out.
//   node scripts/package.mjs [--built] [--pictures-later]
//     --built            dist/ is fresh already
//     --pictures-later   the pictures that README.md shows are still to be taken
import { listFiles } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from './host/processes.mjs';
import { root, vsix } from './host/project.mjs';

const limit = 3 * 1024 * 1024;
const expected = [
  /^package(\.nls)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^media\/[\w./-]+\.(svg|png|md|css)$/,
  /^dist\/[\w./-]+\.js$/,
  /^dist\/[\w./-]+\.(css|ttf)$/,
  /^dist\/[A-Z-]+\.txt$/,
  /^schemas\/[\w.-]+\.json$/,
];

if (!process.argv.includes('--built') && (await runProgram(process.execPath, [join(root, 'esbuild.mjs')])) !== 0) {
  process.exit(1);
}
const files = await listFiles({ cwd: root, dependencies: false });
const unexpected = files.filter((file) => !expected.some((pattern) => pattern.test(file)));
if (unexpected.length > 0) {
  fail(
    `The package would contain files that nobody expects in it:\n  ${unexpected.join('\n  ')}\nLeave them out in .vscodeignore, or expect them in scripts/package.mjs.`,
  );
}
const notices = ['dist/THIRD-PARTY-NOTICES.txt', 'dist/AWS-SERVICE-MODELS-NOTICE.txt'];
for (const needed of ['package.json', 'LICENSE', ...notices, 'dist/extension.js', 'dist/cleanrooms.js', 'media/icon.png']) {
  if (!files.includes(needed)) {
    fail(`The package would lack ${needed}.`);
  }
}
if (!process.argv.includes('--pictures-later')) {
  checkPictures();
}
mkdirSync(dirname(vsix), { recursive: true });
pack();
const { size } = statSync(vsix);
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0)} kB`;
if (size > limit) {
  fail(`The package has ${kilobytes(size)}; ${kilobytes(limit)} is the most it may have.`);
}
console.log(`${vsix.slice(root.length + 1)}: ${kilobytes(size)} of at most ${kilobytes(limit)}, ${files.length} files`);

function checkPictures() {
  const shown = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/\bmedia\/[\w./-]+\.(png|svg|gif|jpe?g)\b/g);
  const missing = [...new Set([...shown].map((match) => match[0]))].filter((picture) => !files.includes(picture));
  if (missing.length > 0) {
    fail(
      `README.md shows pictures that are not there: ${missing.join(', ')}.\nThe browser tests take them: npm test e2e -- --update-pictures`,
    );
  }
}

/**
 * What vsce says is of interest only if it fails. It points the pictures of README.md at the repository, and has to:
 * VS Code's view of an extension shows pictures of an https address only, never files of the package or data.
 */
function pack() {
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', vsix], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    fail(`vsce could not make the package:\n${error.stdout}${error.stderr}`);
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
