import { Option, type Command } from 'commander';
import { anyService, type Services } from '../chosenConnections.ts';
import { withConnection } from '../commonOptions.ts';

/** What a command about partners can do beyond reading through one connection. */
interface PartnerAbilities {
  /** It can run through every connection of the configuration. */
  many?: boolean;
  writes?: boolean;
  services?: Services;
}

/** A command as it was called. */
export interface PartnerCall {
  /** Its options are read from it. */
  command: Command;
  /** Its arguments; those that may be many stand in one list with the others. */
  words: readonly string[];
  /** For example `partners invite`. */
  name: string;
  signal: AbortSignal;
}

/** Where commands about partners are added, and how they end. */
export class PartnerProgram {
  readonly #parent: Command;
  readonly #prefix: string;
  readonly #setExitCode: (code: number) => void;
  readonly #signal: AbortSignal;

  /** @param prefix what stands before a command's name, such as `partners` */
  constructor(parent: Command, prefix: string, signal: AbortSignal, setExitCode: (code: number) => void) {
    this.#parent = parent;
    this.#prefix = prefix;
    this.#setExitCode = setExitCode;
    this.#signal = signal;
  }

  /** Adds a command with the options that all have. @param usage its name and arguments */
  command(usage: string, description: string, { many = false, writes = false, services = anyService }: PartnerAbilities = {}): Command {
    const command = withConnection(this.#parent.command(usage).description(description), { many, services, waits: false });
    command
      .option('--json', 'print one JSON object on stdout and nothing else')
      .showHelpAfterError(`(see cleanrooms ${this.#prefix} ${command.name()} --help)`);
    if (writes)
      command
        .option('--dry-run', 'print the plan and write nothing, anywhere')
        .option('--yes', 'carry it out although it takes something away or opens much; without it such a plan is only shown');
    return command;
  }

  /** What a command does when it is called. */
  does(command: Command, deed: (call: PartnerCall) => Promise<number>): void {
    command.action(async (...args: unknown[]) => {
      const words = args.flat().filter((each): each is string => typeof each === 'string');
      this.#setExitCode(await deed({ command, words, name: `${this.#prefix} ${command.name()}`, signal: this.#signal }));
    });
  }

  /** Commands below another word. */
  below(word: string, description: string): PartnerProgram {
    const prefix = `${this.#prefix} ${word}`;
    const parent = this.#parent.command(word).description(description).showHelpAfterError(`(see cleanrooms ${prefix} --help)`);
    return new PartnerProgram(parent, prefix, this.#signal, this.#setExitCode);
  }
}

/** The room that a reading command may be narrowed to. */
export function roomOption(): Option {
  return new Option('--room <room>', 'only this clean room (id, CR- id or name)').conflicts('allConnections');
}
