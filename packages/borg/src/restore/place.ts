import { BorgFailure } from '../exit/borg-failure.ts';
import { quoteShell } from '../quote/quote-shell.ts';
import { type MachineRun, startScript } from './machine.ts';
import { batched, feed } from './machine-stream.ts';
import { bytesOfText } from './path-bytes.ts';
import { storedPath } from './selection.ts';

/** One thing to do with what lies verified in the folder beside the target. */
export type Placing =
  /** Goes to its place, with all below it. */
  | { readonly act: 'move'; readonly path: string }
  /** A folder that is there gets mode and owner of the other, and this time: that of the other went with what left it. */
  | { readonly act: 'set'; readonly path: string; readonly mtime: number | null }
  /** Was opened to be read back and gets its mode. */
  | { readonly act: 'close'; readonly path: string; readonly mode: number }
  /** Is not what it should be, and stays out. */
  | { readonly act: 'drop'; readonly path: string };

export interface PlaceRequest extends MachineRun {
  /** The target, which is a folder. */
  readonly path: string;
  /** Where everything was unpacked: a folder on the same file system. */
  readonly staging: string;
}

/** Shell functions of the lines that are sent: the folder of a move, and how many things are moved into it at once. */
const FUNCTIONS = `say() { printf '@%s %s\\n' "$n" "$*" >&2; }
m() { b=$1 d=$2; shift 2; mv -f -t "$d" -- "$@" && return
for f in "$@"; do if [ -e "$f" ] || [ -L "$f" ]; then say left "$b"; fi; b=$((b + 1)); done; }
a() { { [ "$u" != 0 ] || chown --reference="$3" -- "$2"; } && chmod --reference="$3" -- "$2" && {
[ -z "$4" ] || touch -m -d "@$4" -- "$2"; } || say left "$1"; }
c() { chmod -- "$3" "$2" || say left "$1"; }
r() { p=\${1%/*}; t=$(stat -c @%.9Y -- "$p"); rm -f -- "$1"; touch -m -d "$t" -- "$p"; }
u=$(id -u)`;

/** A line of which only a part came is none to the shell. */
const line = (...words: readonly string[]): Buffer => Buffer.from(`{ ${words.join(' ')}; }\n`, 'latin1');

/**
 * Puts verified files into their places, each by a rename within one file system. Answers which of the acts (counted
 * from 0, in their order) were not done. Throws BorgFailure where the machine was lost in the middle of it.
 */
export async function place(
  request: PlaceRequest,
  acts: AsyncIterable<Placing>,
): Promise<{ readonly left: ReadonlySet<number>; readonly complaints: readonly string[] }> {
  const left = new Set<number>();
  const script = await startScript(
    request,
    [
      `cd -- ${quoteShell(request.path)} || exit 1`,
      'say_data; export n',
      // cat and not stdin itself: a socket cannot be read by two in turn.
      `{ printf '%s\\n' ${quoteShell(FUNCTIONS)}; cat; } | sh; [ "$?" -lt 126 ] && say bye`,
    ],
    { stdin: 'pipe', onWord: (word, [at]) => word === 'left' && left.add(Number(at)) },
  );
  const fed = feed(script.process.stdin, batched(linesOf(request.staging, acts)));
  fed.catch(() => script.process.kill('SIGTERM'));
  for await (const _ of script.output); // nothing comes
  const { cause, complaints } = await script.ended;
  await fed;
  if (cause) throw new BorgFailure(cause);
  return { left, complaints };
}

const MOVES_AT_ONCE = 200;
const LINE_MAX = 60_000;

/** Moves into one folder that follow each other become one line. */
async function* linesOf(staging: string, acts: AsyncIterable<Placing>): AsyncGenerator<Buffer> {
  let moves: {
    readonly at: number;
    readonly folder: string;
    readonly words: string[];
    length: number;
  } | null = null;
  const flush = () => {
    const lines = moves ? [line('m', String(moves.at), quoteBytes(`./${moves.folder}`), ...moves.words)] : [];
    moves = null;
    return lines;
  };
  let at = -1;
  for await (const placing of acts) {
    const { act, path } = placing;
    at++;
    const from = quoteBytes(`${staging}/${storedPath(path)}`);
    const folder = storedPath(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    const fits =
      moves && moves.folder === folder && moves.words.length < MOVES_AT_ONCE && moves.length < LINE_MAX;
    if (act !== 'move' || !fits) yield* flush();
    if (act === 'move') {
      moves ??= { at, folder, words: [], length: 0 };
      moves.words.push(from);
      moves.length += from.length;
    } else if (placing.act === 'set') {
      yield line('a', String(at), quoteBytes(`./${storedPath(path)}`), from, secondsOf(placing.mtime));
    } else if (placing.act === 'close') {
      yield line('c', String(at), quoteBytes(`./${storedPath(path)}`), `0${placing.mode.toString(8)}`);
    } else yield line('r', from);
  }
  yield* flush();
}

const secondsOf = (micros: number | null): string =>
  micros === null ? "''" : (micros / 1_000_000).toFixed(6);

/** Each byte as one character, so that the one quoting function serves names that are no UTF-8. */
function quoteBytes(text: string): string {
  return quoteShell(bytesOfText(text).toString('latin1'));
}
