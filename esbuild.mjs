// Builds the extension and the program side by side, so that they share their chunks, and the pages of the webviews.
//   node esbuild.mjs            production build into dist/
//   node esbuild.mjs --watch    rebuilds on change, with source maps
import { context, build } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reachedOutputs } from './scripts/generate/reachedOutputs.ts';
import { makeThirdPartyNotices } from './scripts/generate/thirdPartyNotices.ts';

const watch = process.argv.includes('--watch');

/** Some CommonJS dependencies call `require` at run time; an ES module has none unless it makes it. */
const requireBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** What all that is built has in common. */
const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};

const options = {
  ...common,
  entryPoints: { extension: 'src/extension/activate.ts', cleanrooms: 'src/cli/cleanrooms.ts' },
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  // ES modules where a package has them: they can be split and shaken, and jsonc-parser's other form cannot be bundled.
  mainFields: ['module', 'main'],
  banner: { js: requireBanner },
  chunkNames: 'chunks/[name]-[hash]',
};

/** Where chunks find the SDK of the MCP server. */
const sdkFromChunks = '../mcpSdk.js';

/** Leaves the SDK out of the chunks: see src/mcp/sdk.ts. */
const sdkApart = {
  name: 'mcp-sdk-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/sdk\.ts$/ }, ({ resolveDir }) =>
      resolveDir.endsWith(join('src', 'mcp')) ? { path: sdkFromChunks, external: true } : undefined,
    );
  },
};

/** The SDK of the MCP server, in a file of its own. */
const mcpSdk = { ...options, entryPoints: { mcpSdk: 'src/mcp/sdk.ts' }, splitting: false };
options.plugins = [sdkApart];

/** Panels by their folder in src/webview: <name>/<name>Panel.ts and <name>/<name>Panel.css become <name>.js and <name>.css. */
const panels = ['invitations', 'permissions', 'onboarding'];

/** One script and one style sheet for each webview, for the browser in VS Code 1.104. */
const webviews = {
  ...common,
  entryPoints: [
    { in: 'src/webview/coverage/coveragePanel.ts', out: 'coverage' },
    { in: 'src/webview/coverage/coverage.css', out: 'coverage' },
    ...panels.flatMap((name) => ['ts', 'css'].map((ending) => ({ in: `src/webview/${name}/${name}Panel.${ending}`, out: name }))),
  ].filter((entry) => existsSync(entry.in)),
  outdir: 'dist/webview',
  format: 'iife',
  platform: 'browser',
  target: 'chrome138',
  tsconfig: 'src/webview/tsconfig.json',
};

if (watch) {
  for (const each of [options, mcpSdk, webviews]) await (await context(each)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  const built = await Promise.all([build(options), build(mcpSdk), build(webviews)]);
  const metafile = {
    inputs: Object.assign({}, ...built.map((each) => each.metafile.inputs)),
    outputs: Object.assign({}, ...built.map((each) => each.metafile.outputs)),
  };
  for (const [path, { imports }] of Object.entries(metafile.outputs)) {
    for (const each of imports.filter((one) => one.path === sdkFromChunks)) {
      if (!path.startsWith('dist/chunks/')) throw new Error(`${path} is no chunk and would not find ${sdkFromChunks}.`);
      each.path = 'dist/mcpSdk.js';
    }
  }
  await chmod('dist/cleanrooms.js', 0o755);
  await writeFile('dist/meta.json', JSON.stringify(metafile));
  await writeFile('dist/THIRD-PARTY-NOTICES.txt', makeThirdPartyNotices(Object.keys(metafile.inputs)));
  await copyFile('src/sandbox/aws/NOTICE', 'dist/AWS-SERVICE-MODELS-NOTICE.txt');
  await writeFile('dist/.npmignore', npmIgnore(metafile.outputs));
}

/** npm publishes the program alone: what only the extension loads stays out. */
function npmIgnore(outputs) {
  const program = reachedOutputs('dist/cleanrooms.js', outputs);
  return Object.keys(outputs)
    .filter((path) => !program.has(path))
    .map((path) => `${path.replace('dist', '')}\n`)
    .join('');
}
