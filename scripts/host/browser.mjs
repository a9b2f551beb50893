// The browser that shows the server edition to tests: an installed Chrome or Chromium, else the one that came from npm.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { installOnce } from './install-once.mjs';
import { runProgram } from './processes.mjs';
import { root } from './project.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What playwright needs to launch it: `chromium.launch(await findBrowser())`. */
export async function findBrowser() {
  const installed = installedBrowser();
  if (installed !== undefined) {
    return { executablePath: installed, args: flags, env: process.env };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The browser tests need Chrome or Chromium. Install one, or set CHROME_PATH to it.');
  }
  const folder = await unpackedChromium();
  return {
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'lib'),
      FONTCONFIG_PATH: folder,
      XDG_CACHE_HOME: join(folder, 'font-cache'),
    },
  };
}

function installedBrowser() {
  if (process.env.CHROME_PATH !== undefined && process.env.CHROME_PATH !== '') {
    if (!existsSync(process.env.CHROME_PATH)) {
      throw new Error(`CHROME_PATH names ${process.env.CHROME_PATH}, and there is no such file.`);
    }
    return process.env.CHROME_PATH;
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome.exe'];
  const usual = {
    darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
    win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
      .filter(Boolean)
      .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
  };
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...(usual[process.platform] ?? [])].find((path) => existsSync(path));
}

async function unpackedChromium() {
  const npmPackage = join(root, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(npmPackage, 'package.json'), 'utf8'));
  return installOnce(`chromium-${version}`, 'the browser for tests', async (draft) => {
    await unbrotli(join(npmPackage, 'bin/chromium.br'), join(draft, 'chromium'));
    await chmod(join(draft, 'chromium'), 0o755);
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      const archive = join(draft, `${name}.tar`);
      await unbrotli(join(npmPackage, `bin/${name}.tar.br`), archive);
      const code = await runProgram('tar', ['-xf', archive, '-C', draft]);
      if (code !== 0) {
        throw new Error(`Could not unpack ${name}.tar.br of @sparticuz/chromium.`);
      }
      await rm(archive);
    }
    await cp(join(root, 'node_modules/dejavu-fonts-ttf/ttf'), join(draft, 'fonts/DejaVu'), { recursive: true });
    await writeFile(join(draft, 'fonts.conf'), fontSettings);
  });
}

/** Without fonts a page has no text, and says nothing. Only these are used, so that pictures are the same everywhere. */
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

const unbrotli = (from, to) => pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
