import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TimedText {
  readonly text: string;
  /** Milliseconds from the question to the last byte. */
  readonly time: number;
}

export type Told = TimedText | { readonly error: string };

const PROGRAM = fileURLToPath(new URL('./ask-process.ts', import.meta.url));

/** Asks from a process that does nothing else: the heap of this one, which made ten million entries, would be measured too. */
export class TimedLine {
  readonly #asker: ChildProcess = fork(PROGRAM);
  readonly #headers: Asked['headers'];

  constructor(headers: Asked['headers']) {
    this.#headers = headers;
  }

  /** One question after the other. Rejects where the status is not 200. */
  async get(url: string): Promise<TimedText> {
    const told = once(this.#asker, 'message');
    this.#asker.send({ url, headers: this.#headers } satisfies Asked);
    const [answer] = (await told) as [Told]; // ask-process keeps to it
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  }

  end(): void {
    this.#asker.kill();
  }
}
