import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const manifest = z.object({ name: z.string(), version: z.string(), license: z.optional(z.string()) });
const licenceFile = /^(licen[cs]e|notice|copying)/i;

interface Bundled {
  /** Name, version and, where the package names it, the licence. */
  title: string;
  text: string;
}

/**
 * What the licences of bundled packages want said: each package and its licence, a text that several share only once.
 * @param inputs the files that went into the bundle, as esbuild's metafile names them
 * @throws where a package has neither a licence text nor names its licence
 */
export function makeThirdPartyNotices(inputs: readonly string[]): string {
  const titlesByText = new Map<string, string[]>();
  for (const { title, text } of packageFolders(inputs).map(readPackage)) {
    titlesByText.set(text, [...(titlesByText.get(text) ?? []), title]);
  }
  const sections = [...titlesByText].map(([text, titles]) => `${'='.repeat(80)}\n${titles.join('\n')}\n${'-'.repeat(80)}\n\n${text}\n`);
  return `Clean Rooms Workbench contains the following packages of others, under these licences.\n\n${sections.join('\n')}`;
}

/** The packages among the bundle's files, by name. */
function packageFolders(inputs: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const input of inputs) {
    // Greedy, so that of nested node_modules the innermost one counts.
    const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].sort();
}

function readPackage(folder: string): Bundled {
  const { name, version, license } = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const files = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile() && licenceFile.test(each.name));
  const texts = files
    .map((each) => each.name)
    .sort()
    .map((each) => readFileSync(join(folder, each), 'utf8').replaceAll('\r\n', '\n').trim());
  if (texts.length === 0 && license === undefined)
    throw new Error(`The bundled package ${name} (${folder}) has no licence text and names no licence.`);
  return {
    title: license === undefined ? `${name} ${version}` : `${name} ${version} (${license})`,
    text: texts.length === 0 ? `The package names its licence, ${String(license)}, and holds no text of it.` : texts.join('\n\n'),
  };
}
