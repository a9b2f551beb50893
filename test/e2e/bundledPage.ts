/** Bundles a page that only tests have, as the build does with the panels' pages. */
import { build } from 'esbuild';
import { join } from 'node:path';
import { root } from '../../scripts/host/project.mjs';

/** @param script in test/e2e @param style of the panels, in src/webview */
export async function bundledPage(script: string, style: string): Promise<{ js: string; css: string }> {
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(root, 'test/e2e', script), out: 'page' },
      { in: join(root, 'src/webview', style), out: 'page' },
    ],
    outdir: join(root, 'out'),
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome138',
    tsconfig: join(root, 'src/webview/tsconfig.json'),
    logLevel: 'warning',
  });
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { js: textOf('.js'), css: textOf('.css') };
}
