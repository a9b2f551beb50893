// Environments for the programs that we start. (Also read by the bootstrap: built-ins of Node 20 only.)
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Without the settings of the npm that started us, apart from where packages come from. */
export function withoutNpm(environment = process.env) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^npm_/i.test(name) || /^npm_config_(cache|registry|cafile|proxy|https_proxy|https-proxy|noproxy)$/i.test(name),
    ),
  );
}

/** For npm itself: also without the project's own programs on the PATH, so that npm runs on the Node it came with. */
export function environmentForNpm() {
  return withPath(withoutNpm(), (folders) => folders.filter((folder) => !folder.includes('node_modules')));
}

/** Changes the folders of the PATH, which Windows may spell differently. */
export function withPath(environment, change) {
  const name = Object.keys(environment).find((each) => each.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...environment, [name]: change((environment[name] ?? '').split(delimiter)).join(delimiter) };
}

/** For tests: nothing of the person's home, AWS settings or state can be read or written. `folder` must be fresh. */
export function isolated(folder) {
  const kept = Object.fromEntries(Object.entries(withoutNpm()).filter(([name]) => !/^(AWS|XDG|VSCODE)_/i.test(name)));
  const home = join(folder, 'home');
  mkdirSync(join(home, '.aws'), { recursive: true });
  const awsConfig = join(home, '.aws/config');
  const awsCredentials = join(home, '.aws/credentials');
  writeFileSync(awsConfig, '');
  writeFileSync(awsCredentials, '');
  return {
    ...kept,
    HOME: home,
    USERPROFILE: home,
    AWS_CONFIG_FILE: awsConfig,
    AWS_SHARED_CREDENTIALS_FILE: awsCredentials,
    AWS_EC2_METADATA_DISABLED: 'true',
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_RUNTIME_DIR: folder, // for sockets, whose paths have to be short
  };
}
