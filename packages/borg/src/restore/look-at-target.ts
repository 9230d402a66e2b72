import { BorgFailure } from '../exit/borg-failure.ts';
import { quoteShell } from '../quote/quote-shell.ts';
import { type MachineRun, runScript } from './machine.ts';
import { storedPath } from './selection.ts';

export interface LookRequest extends MachineRun {
  /** Absolute. */
  readonly path: string;
  /** Folders below it, each in the one before, in which all of the selection lies: archive paths. */
  readonly common: readonly string[];
  /** Who is to own all. */
  readonly user: string | null;
  /** Borg's name or path there; null: it is not asked for. */
  readonly borg: string | null;
}

/** What is at the place of a restore, before anything is written. */
export interface TargetLook {
  readonly exists: boolean;
  readonly isEmpty: boolean;
  /** The deepest folder there is, of the way to the target and of `common`. */
  readonly deepest: string;
  /** The part of `common` that `deepest` is; null: it is the target itself, or lies above it. */
  readonly deepestCommon: string | null;
  readonly isWritable: boolean;
  /** Of the file system of `deepest`. */
  readonly device: string;
  /** Bytes; null: not told. */
  readonly freeSpace: number | null;
  readonly isRoot: boolean;
  readonly user: { readonly uid: string; readonly gid: string } | null;
  /** As it calls itself; null: there is none, or it was not asked for. */
  readonly borg: string | null;
  /** GNU programs that it does not have. */
  readonly missing: readonly string[];
  /** A step of the way to the target that is a link, or no folder: nothing is written behind it. */
  readonly obstacle: { readonly path: string; readonly what: 'link' | 'file' } | null;
}

/** Looks at the place of a restore. Throws BorgFailure where the machine cannot be asked. */
export async function lookAtTarget(request: LookRequest): Promise<TargetLook> {
  const steps = stepsOf(request);
  const words = new Map<string, readonly string[]>();
  const missing: string[] = [];
  const end = await runScript(request, lookScript(request, steps), {
    onWord: (word, values) => {
      if (word === 'missing') missing.push(...values);
      words.set(word, values);
    },
  });
  request.signal?.throwIfAborted();
  if (end.cause) throw new BorgFailure(end.cause);
  return toLook(request, steps, { words, missing });
}

/** `/`, `/srv`, `/srv/back`, and on through `common`. */
function stepsOf({ path, common }: LookRequest): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  const way = ['/', ...parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)];
  // A name that is no UTF-8 cannot be told to a shell as text: the way ends before it.
  const end = common.findIndex((folder) => /[\udc80-\udcff]/u.test(storedPath(folder)));
  const below = end < 0 ? common : common.slice(0, end);
  return [...way, ...below.map((folder) => `${path === '/' ? '' : path}/${storedPath(folder)}`)];
}

function lookScript({ path, user, borg }: LookRequest, steps: readonly string[]): string[] {
  return [
    `for p in tar find xargs stat sha256sum mv; do command -v "$p" >/dev/null 2>&1 || say missing "$p"; done`,
    `for p in tar find stat; do case $("$p" --version 2>/dev/null) in *GNU*) ;; *) say missing "GNU $p";; esac; done`,
    'say uid "$(id -u)"',
    user === null ? '' : `w=${quoteShell(user)}; ${FIND_USER}`,
    borg === null ? '' : `v=$(${quoteShell(borg)} --version 2>/dev/null) && say borg "$v"`,
    `set -- ${steps.map(quoteShell).join(' ')}`,
    WALK,
    `t=${quoteShell(path)}; if [ -d "$t" ]; then`,
    `if [ -z "$(find "$t/." -mindepth 1 -maxdepth 1 -printf x -quit 2>/dev/null)" ]; then say empty; fi; fi`,
    'say bye',
  ];
}

/** A number need not be anybody's. */
const FIND_USER = `u=$(id -u -- "$w" 2>/dev/null) || case $w in *[!0-9]*) u=;; *) u=$w;; esac
if [ -n "$u" ]; then g=$(id -g -- "$w" 2>/dev/null) || g=$u; say user "$u" "$g"; fi`;

/** Goes as far as there are folders, and through no link. */
const WALK = `i=0; last=/
for p in "$@"; do
  if [ -L "$p" ]; then say obstacle "$i" link; break; fi
  [ -e "$p" ] || break
  if [ ! -d "$p" ]; then say obstacle "$i" file; break; fi
  last=$p; say deepest "$i"; i=$((i + 1))
done
if [ -w "$last" ] && [ -x "$last" ]; then say writable; fi
say device "$(stat -c %d -- "$last")"
say space $(stat -f -c '%a %S' -- "$last")`;

interface Told {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly missing: readonly string[];
}

function toLook(
  { path, common }: LookRequest,
  steps: readonly string[],
  { words, missing }: Told,
): TargetLook {
  const at = Number(words.get('deepest')?.[0] ?? 0);
  const target = steps.indexOf(path);
  const [uid, gid] = words.get('user') ?? [];
  const [blocks, size] = words.get('space') ?? [];
  const free = Number(blocks) * Number(size);
  const [blocked, what] = words.get('obstacle') ?? [];
  const obstacle = blocked === undefined || Number(blocked) > target ? null : Number(blocked);
  const borg = words.get('borg')?.join(' ');
  return {
    exists: at >= target,
    isEmpty: words.has('empty'),
    deepest: steps[at] ?? '/',
    deepestCommon: common[at - target - 1] ?? null,
    isWritable: words.has('writable'),
    device: words.get('device')?.[0] ?? '',
    freeSpace: Number.isSafeInteger(free) && blocks ? free : null,
    isRoot: words.get('uid')?.[0] === '0',
    user: uid && gid ? { uid, gid } : null,
    borg: borg === undefined || borg === '' ? null : borg,
    missing,
    obstacle:
      obstacle === null ? null : { path: steps[obstacle] ?? '', what: what === 'link' ? 'link' : 'file' },
  };
}
