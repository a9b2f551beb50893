/** The types of server-edition.mjs, for the browser tests. */
export interface RunningServer {
  readonly port: number;
  readonly address: string;
  /** How it ended, once it has. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly data: string;
  readonly extensions?: string;
  readonly log: string;
  readonly token?: string;
  readonly env?: Record<string, string>;
  readonly flags?: readonly string[];
}

export function startServer(options: ServerOptions): Promise<RunningServer>;

export function installExtension(options: {
  readonly vsix: string;
  readonly data: string;
  readonly extensions: string;
  readonly env?: Record<string, string>;
}): Promise<void>;

export function writeSettings(data: string, scope: 'User' | 'Machine', settings: Readonly<Record<string, unknown>>): Promise<void>;

export const calmSettings: Readonly<Record<string, unknown>>;
