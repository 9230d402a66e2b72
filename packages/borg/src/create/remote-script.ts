import { quoteCommand, quoteShell } from '../quote/quote-shell.ts';
import { REMOTE_FUNCTIONS } from './remote-functions.ts';

/** Names one run on a client: its folder, its marker, and the beginning of each line its script has to say. */
export interface RemoteRun {
  readonly configId: string;
  readonly jobId: number;
  /** Unguessable, so that no output of a command is taken for a word of the script. */
  readonly nonce: string;
  readonly remoteCacheDir: string | null;
}

/** What runs around the main thing on a client. */
export interface RemoteFrame extends RemoteRun {
  readonly paths: readonly string[];
  readonly beforeCommand: string | null;
  readonly afterCommand: string | null;
  /** Seconds. */
  readonly commandLimit: number;
  readonly silenceLimit: number;
}

export interface RemoteBorg extends RemoteFrame {
  /** Borg with all its options, but for the paths. */
  readonly borg: readonly string[];
}

/**
 * Runs Borg on the client. Needs sh, cat, mkfifo, tr, sleep and borg.
 * The session's stdin and stdout are Borg's RPC; the first line of stdin is the passphrase, the second the key file where there is one, and both the word to go; all else is told on stderr.
 * Before the RPC stdout carries whatever the login shell greets with (a .bashrc that prints), and then the mark of the script.
 */
export function remoteBorgScript(run: RemoteBorg): string {
  return wrap(run, [
    ...beginning(run),
    'if [ "$code" = 0 ]; then set --',
    ...run.paths.map((path, at) => `p=${quoteShell(path)}; look ${at} "$p" && set -- "$@" "$p"`),
    'say ready',
    'if IFS= read -r w <&3 && IFS= read -r k <&3; then',
    RUN_BORG,
    `${BORG_ENVIRON} sh -c 'printf "main %s\\n" "$$" >"$0"; exec "$@"' "$d/pid" ${quoteCommand(run.borg)} "$@" 5<"$d/p" >"$d/json"`,
    AFTER_BORG,
    'fi; fi',
    'say ended; set_outcome',
    ...ending(run),
  ]);
}

/** Until the command before has ended; `code` is 0 where all is well. */
export function beginning({ silenceLimit, commandLimit, beforeCommand }: RemoteFrame): string[] {
  const tick = Math.max(1, Math.min(5, Math.floor(silenceLimit / 4), Math.floor(commandLimit / 2)));
  return [
    `silence=${silenceLimit} tick=${tick} limit=${commandLimit}`,
    START,
    beforeCommand === null ? '' : `started=1; run_command before ${quoteShell(beforeCommand)}`,
  ];
}

/** The command after, told of `outcome`. */
export function ending({ afterCommand }: RemoteFrame): string[] {
  return [
    afterCommand === null ? '' : `[ -z "$started" ] || run_command after ${quoteShell(afterCommand)}`,
    'say bye',
  ];
}

/** Ends what comes on stdout before the RPC. */
export const remoteMark = ({ nonce }: RemoteRun): string => `@${nonce} mark\n`;

/** Signals what works now: Borg or tar, or the command before it. Says `signalled` where there was something to signal. */
export function remoteSignalScript(run: RemoteRun, signal: 'INT' | 'TERM' | 'KILL'): string {
  return wrap(run, [`[ -d "$d" ] && : >"$d/cancelled" && tell "$d" ${signal} before main && say signalled`]);
}

/** Writes each line that it reads where the run's watch sees it: as long as these come, the server is there. */
export function remoteBeatScript(run: RemoteRun): string {
  return wrap(run, [`while IFS= read -r b && [ -d "$d" ]; do printf '%s\\n' "$b" >"$d/beat"; done`]);
}

/** The login shell may be any: it is asked for nothing but to start `env` with one quoted word. */
export function wrap(run: RemoteRun, lines: readonly string[]): string {
  const base = run.remoteCacheDir === null ? '"$HOME/.cache/borgcube"' : quoteShell(run.remoteCacheDir);
  const marker = `${run.configId}.${run.jobId}.${run.nonce}`;
  const script = [
    `n=${run.nonce} c=${run.configId} m=${marker}`,
    `base=${base}; r=$base/run/$c; d=$r/$n`,
    `own_base=${run.remoteCacheDir === null ? '' : '$base'}`,
    REMOTE_FUNCTIONS,
    ...lines,
  ].join('\n');
  return `exec env BORGCUBE_RUN=${marker} sh -c ${quoteShell(script)}`;
}

/** A SIGPIPE handler, and not `trap ''`: the script outlives a cut line for the command after; what it starts does not inherit it. */
const START = `umask 077; rc=none code=0 started=
mkdir -p "$r" || exit 97
end_leftovers
mkdir "$d" && mkfifo "$d/i" "$d/o" "$d/p" || exit 97
trap : PIPE
exec 3<&0 4>&1 </dev/null >&2
watch >/dev/null 2>&1 3<&- 4>&- & watcher=$!
trap 'kill "$watcher" 2>/dev/null; rm -rf "$d"' EXIT
say mark 2>&4
say hello`;

/** cat and not the descriptors themselves: Borg closes all but three for its remote shell, and sockets cannot be opened by path. */
const RUN_BORG = `started=1
cat <&3 >"$d/i" 2>/dev/null 4>&- & pumps=$!; echo "$!" >"$d/pump"
cat <"$d/o" >&4 2>/dev/null 3<&- & pumps="$pumps $!"
exec 3<&- 4>&-
printf '%s\\n' "$w" >"$d/p" 2>/dev/null & pumps="$pumps $!"
w=; say borg
unset BORG_PASSPHRASE BORG_PASSCOMMAND BORG_NEW_PASSPHRASE BORG_REPO BORG_REMOTE_PATH BORG_KEY_FILE
if [ -n "$k" ]; then
  printf '%s\\n' "$k" | tr '|' '\\n' >"$d/key"
  BORG_KEY_FILE=$d/key; export BORG_KEY_FILE; k=
fi
if [ -n "$own_base" ]; then BORG_BASE_DIR=$own_base; export BORG_BASE_DIR; fi`;

const BORG_ENVIRON = [
  'BORG_PASSPHRASE_FD=5',
  `BORG_RSH='sh -c '\\''cat <"$BORGCUBE_CHANNEL/i" & exec cat >"$BORGCUBE_CHANNEL/o"'\\'''`,
  'BORGCUBE_CHANNEL="$d"',
  'BORG_FILES_CACHE_SUFFIX="$c"',
  'BORG_EXIT_CODES=modern BORG_RELOCATED_REPO_ACCESS_IS_OK=yes BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes',
  'TZ=UTC LC_ALL=C.UTF-8',
].join(' ');

const AFTER_BORG = `rc=$?; rm -f "$d/pid" "$d/pump"; kill $pumps 2>/dev/null
[ ! -e "$d/lost" ] || say lost
say rc "$rc"
say json; cat "$d/json"; echo; say json-end`;
