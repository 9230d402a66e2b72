import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { StartError } from '../../start-error.ts';

/** Where the answers of the wizard come from. */
export interface Asker {
  /** Whether somebody sits there and can answer once more. */
  readonly isPatient: boolean;
  /** The fallback, shown in brackets, where nothing is answered. */
  ask(question: string, fallback: string): Promise<string>;
  /** Not shown while it is typed. */
  askSecret(question: string): Promise<string>;
  /** Words between the questions. */
  say(line: string): void;
  close(): void;
}

/** On a terminal each question is asked; piped input holds one answer a line; with `yes` only a secret is read. */
export function makeAsker({ yes }: { readonly yes: boolean }): Asker {
  if (process.stdin.isTTY && !yes) return new TerminalAsker();
  return new PipedAsker(yes);
}

class TerminalAsker implements Asker {
  readonly isPatient = true;

  async ask(question: string, fallback: string): Promise<string> {
    const shown = fallback === '' ? question : `${question} [${fallback}]`;
    return (await this.#line(`${shown}: `, process.stderr)).trim() || fallback;
  }

  async askSecret(question: string): Promise<string> {
    for (;;) {
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      process.stderr.write(`${question}: `);
      const first = await this.#line('', silent);
      process.stderr.write('\nOnce more: ');
      const second = await this.#line('', silent);
      process.stderr.write('\n');
      if (first === second) return first;
      this.say('The two differ. Try again.');
    }
  }

  say(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  close(): void {}

  #line(prompt: string, output: NodeJS.WritableStream): Promise<string> {
    const lines = createInterface({ input: process.stdin, output, terminal: true });
    return new Promise((resolve, reject) => {
      lines.question(prompt, (answer) => {
        resolve(answer);
        lines.close();
      });
      lines.once('close', () => reject(new StartError('Nothing was set up.', 1)));
    });
  }
}

class PipedAsker implements Asker {
  readonly isPatient = false;
  readonly #yes: boolean;
  readonly #input = createInterface({ input: process.stdin });
  readonly #lines = this.#input[Symbol.asyncIterator]();

  constructor(yes: boolean) {
    this.#yes = yes;
  }

  async ask(_question: string, fallback: string): Promise<string> {
    if (this.#yes) return fallback;
    const { value, done } = await this.#lines.next();
    return done === true ? fallback : value.trim() || fallback;
  }

  async askSecret(): Promise<string> {
    const { value, done } = await this.#lines.next();
    return done === true ? '' : value;
  }

  say(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  close(): void {
    this.#input.close();
  }
}
