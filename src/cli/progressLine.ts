import type { Progress } from '../core/progress.ts';
import { foreignText } from '../core/foreignText.ts';

/** Progress on stderr: one line that renews itself on a terminal; nothing where stderr is a file or --json is given. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #wanted: boolean;
  #shown = false;
  #last = 0;

  constructor(stream: NodeJS.WriteStream, wanted: boolean) {
    this.#stream = stream;
    this.#wanted = wanted && stream.isTTY;
  }

  show({ done, total, message }: Progress): void {
    const now = performance.now();
    // Ten a second are enough for eyes and do not slow a run of thousands of steps.
    if (!this.#wanted || (now - this.#last < 100 && done < total)) return;
    this.#last = now;
    this.#shown = true;
    const width = Math.max(20, this.#stream.columns - 1);
    this.#stream.write(`\r\u001b[2K${foreignText(`${message} ${total > 0 ? `${done}/${total}` : ''}`, width)}`);
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[2K');
    this.#shown = false;
  }
}
