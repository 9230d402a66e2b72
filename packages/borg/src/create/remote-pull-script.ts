import { quoteCommand, quoteShell } from '../quote/quote-shell.ts';
import { beginning, ending, type RemoteFrame, wrap } from './remote-script.ts';
import type { TarArguments } from './tar-arguments.ts';

export interface RemotePull extends RemoteFrame {
  readonly tar: TarArguments;
}

/**
 * Runs tar on the client. Needs sh, cat, mkfifo, tr, sleep and tar.
 * The session's stdout is tar's stream after the mark of the script. Of stdin the first line is the word to go, and the second how
 * the backup ended on the server, which the command after is told. Nothing secret comes here.
 */
export function remotePullScript(pull: RemotePull): string {
  const { gnu, busybox, paths } = pull.tar;
  return wrap(pull, [
    ...beginning(pull),
    'if [ "$code" = 0 ]; then',
    KNOW_TAR,
    `if [ "$tar" = busybox ]; then set -- ${quoteCommand(busybox)} --; else set -- ${quoteCommand(gnu)} --; fi`,
    ...pull.paths.map(
      (path, at) =>
        `p=${quoteShell(path)}; tell_mounts "$p"; look ${at} "$p" && set -- "$@" ${quoteShell(paths[at] ?? '')}`,
    ),
    'say ready',
    'if IFS= read -r w <&3; then',
    RUN_TAR,
    'fi; fi',
    'say ended; set_outcome',
    HEAR_OUTCOME,
    ...ending(pull),
  ]);
}

/** `tar --version` of bsdtar and others says neither. What is mounted below a path matters where tar cannot stop there. */
const KNOW_TAR = `v=$(LC_ALL=C tar --version 2>&1); v=\${v%%"
"*}
case $v in *"GNU tar"*) tar=gnu;; *[Bb]usy[Bb]ox*) tar=busybox;; *) tar=other;; esac
say tar "$tar" "$v"
tell_mounts() {
  [ "$tar" = busybox ] || return
  while read -r x q x; do case $q in "\${1%/}"/?*) say below "$q"; return;; esac; done </proc/self/mounts
}`;

/** Whether the line is cut shows in the end of cat; tar itself would notice when it writes next. */
const RUN_TAR = `started=1
cat <&3 >"$d/said" 2>/dev/null 4>&- & pump=$!; echo "$pump" >"$d/pump"
exec 3<&-
say main
unset TAR_OPTIONS POSIXLY_CORRECT
LC_ALL=C.UTF-8 sh -c 'printf "main %s\\n" "$$" >"$0"; exec tar "$@"' "$d/pid" "$@" >&4 4>&-
rc=$?; rm -f "$d/pid" "$d/pump"
exec 4>&-
say main-end
[ ! -e "$d/lost" ] || say lost
say rc "$rc"`;

const HEAR_OUTCOME = `if [ -e "$d/said" ]; then
  wait "$pump"
  outcome=; IFS= read -r outcome <"$d/said"
  case $outcome in done|failed|cancelled) ;; *) outcome=failed;; esac
fi`;
