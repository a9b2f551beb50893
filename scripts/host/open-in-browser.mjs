// Opens an address in the person's browser, where there is a screen to show it on.
import { spawn } from 'node:child_process';

export function openInBrowser(address) {
  const opener = { darwin: ['open', address], win32: ['rundll32', 'url.dll,FileProtocolHandler', address] }[process.platform] ?? [
    'xdg-open',
    address,
  ];
  const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!hasScreen || process.env.CI !== undefined) {
    return;
  }
  const [program, ...programArguments] = opener;
  const child = spawn(program, programArguments, { stdio: 'ignore', detached: true });
  child.on('error', () => {
    console.error('No browser could be opened; open the address above yourself.');
  });
  child.unref();
}
