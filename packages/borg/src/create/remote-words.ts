import type { BorgLine } from '../log/borg-line.ts';
import { parseLogLine } from '../log/parse-log-line.ts';
import type { PathState } from './judge-paths.ts';
import type { TarKind } from './tar-arguments.ts';

/** What the stderr of a session on a client said so far. */
export interface RemoteWords {
  readonly isThere: boolean;
  readonly states: readonly PathState[];
  /** The exit code of Borg, or of tar, as the shell tells it; null while it runs, and where it never ran. */
  readonly code: number | null;
  readonly document: string;
  readonly lines: readonly BorgLine[];
  /** Neither ours nor Borg's: ssh itself, sshd, the login shell. */
  readonly strays: readonly string[];
  /** How a command ended: its exit code, or `late`. */
  readonly commands: Readonly<Partial<Record<'before' | 'after', string>>>;
  /** The watch on the client ended Borg because the server was silent or the line cut. */
  readonly isLost: boolean;
  readonly isComplete: boolean;
  /** Which tar the client has, and what it says of itself. */
  readonly tar: { readonly kind: TarKind; readonly version: string } | null;
  /** File systems that are mounted below the paths, where tar cannot stop there. */
  readonly mountsBelow: readonly string[];
  /** What tar complained about. */
  readonly complaints: readonly string[];
}

export interface RemoteListener {
  readonly onWord: (
    word: 'hello' | 'leftover' | 'ready' | 'borg' | 'main' | 'lost' | 'ended' | 'bye',
  ) => void;
  readonly onLine: (line: BorgLine) => void;
  readonly onOutput: (line: string, command: 'before' | 'after') => void;
}

const KEPT_LINES = 500;
const KEPT_STRAYS = 50;
const KEPT_COMPLAINTS = 1000;
const DOCUMENT_MAX = 1_000_000;

/** Sorts the lines of a session's stderr by what the script said before; `nonce` proves its words. */
export class RemoteReader implements RemoteWords {
  isThere = false;
  states: PathState[] = [];
  code: number | null = null;
  document = '';
  lines: BorgLine[] = [];
  strays: string[] = [];
  commands: Partial<Record<'before' | 'after', string>> = {};
  isLost = false;
  isComplete = false;
  tar: RemoteWords['tar'] = null;
  mountsBelow: string[] = [];
  complaints: string[] = [];
  #part: 'strays' | 'borg' | 'json' | 'tar' | 'before' | 'after' = 'strays';
  readonly #prefix: string;
  readonly #listener: RemoteListener;

  constructor(nonce: string, listener: RemoteListener) {
    this.#prefix = `@${nonce} `;
    this.#listener = listener;
  }

  readonly read = (text: string): void => {
    // Output without a line end (a command's `printf x`) stands in front of the next word.
    const at = text.indexOf(this.#prefix);
    if (at !== 0) this.#readOther(at < 0 ? text : text.slice(0, at));
    if (at >= 0) this.#readWord(text.slice(at + this.#prefix.length).split(' '));
  };

  #readWord([word = '', name = '', ...rest]: string[]): void {
    const value = rest.join(' ');
    const command = name === 'after' ? 'after' : 'before';
    if (word === 'path')
      this.states[Number(name)] = value as PathState; // one of the three words of `look`
    else if (word === 'rc') this.code = Number(name);
    else if (word === 'tar')
      this.tar = { kind: name as TarKind, version: value }; // one of the three words of the script
    else if (word === 'below') keep(this.mountsBelow, [name, ...rest].join(' '), KEPT_STRAYS);
    else if (word === 'json') this.#part = 'json';
    else if (word === 'json-end' || word === 'main-end') this.#part = 'strays';
    else if (word === 'command') this.#part = command;
    else if (word === 'command-end') {
      this.commands[command] = value;
      this.#part = 'strays';
    } else if (isWord(word)) {
      if (word === 'hello') this.isThere = true;
      if (word === 'lost') this.isLost = true;
      if (word === 'bye') this.isComplete = true;
      if (word === 'borg') this.#part = 'borg';
      if (word === 'main') this.#part = 'tar';
      this.#listener.onWord(word);
    }
  }

  #readOther(text: string): void {
    if (this.#part === 'json') {
      if (this.document.length < DOCUMENT_MAX) this.document += `${text}\n`;
    } else if (this.#part === 'borg') this.#readBorg(text);
    else if (this.#part === 'tar') this.#readTar(text);
    else if (this.#part === 'strays') keep(this.strays, text, KEPT_STRAYS);
    else this.#listener.onOutput(text, this.#part);
  }

  #readTar(text: string): void {
    if (text.trim() === '') return;
    keep(this.complaints, text, KEPT_COMPLAINTS);
    this.#listener.onLine({ type: 'message', level: 'warning', text, msgid: null, name: 'tar' });
  }

  #readBorg(text: string): void {
    const line = parseLogLine(text);
    if (!line) return;
    this.#listener.onLine(line);
    if (line.type === 'raw') keep(this.strays, line.text, KEPT_STRAYS);
    if (line.type === 'raw' || line.type === 'message') keep(this.lines, line, KEPT_LINES);
  }
}

const WORDS = ['hello', 'leftover', 'ready', 'borg', 'main', 'lost', 'ended', 'bye'] as const;

const isWord = (word: string): word is (typeof WORDS)[number] => (WORDS as readonly string[]).includes(word);

function keep<T>(kept: T[], item: T, max: number): void {
  kept.push(item);
  if (kept.length > max) kept.shift();
}
