/**
 * Shell functions of the scripts that run on a client; `n`, `c`, `m`, `r`, `d` are the nonce, config, marker, folder of the config and of the run.
 * A process is proven by the marker in its environment before each signal (Linux' /proc; elsewhere nothing is signalled and the closed channel ends Borg or tar).
 * `main` is what the session is for: Borg, or tar. `end_rest` ends what a command started while it was being ended: it would keep the session open.
 */
export const REMOTE_FUNCTIONS = `case $(command -v printf) in */*) echo "printf is no builtin of sh" >&2; exit 96;; esac
say() { printf '@%s %s\\n' "$n" "$*" >&2; }
environ_of() { { tr '\\0' '\\n' <"/proc/$1/environ"; } 2>/dev/null; }
marked() {
  for e in /proc/[0-9]*/environ; do
    q=\${e#/proc/}; q=\${q%/environ}; v=$(environ_of "$q")
    case $1 in
      others) case $v in *"BORGCUBE_RUN=$m"*) ;; *"BORGCUBE_RUN=$c."*) echo "$q";; esac;;
      commands-of) case $v in *"BORGCUBE_RUN=$c."*".$2"*) case $v in *BORGCUBE_COMMAND=*) echo "$q";; esac;; esac;;
    esac
  done
}
tell() {
  o=$1 s=$2; shift 2
  kind=; { read -r kind q <"$o/pid"; } 2>/dev/null
  case " $* " in *" $kind "*) ;; *) return 1;; esac
  case $(environ_of "$q") in *"BORGCUBE_RUN=$c."*) ;; *) return 1;; esac
  if [ "$kind" = main ]; then kill -"$s" "$q"; return; fi
  [ "$s" = KILL ] || s=TERM
  for q in $(marked commands-of "\${o##*/}"); do kill -"$s" "$q" 2>/dev/null; done
}
end_leftovers() {
  for o in "$r"/*; do
    [ -d "$o" ] || continue
    if [ -n "$(marked others)" ]; then
      say leftover
      : >"$o/cancelled"
      tell "$o" TERM before main || for q in $(marked others); do kill -TERM "$q" 2>/dev/null; done
      i=0; while [ "$i" -lt 30 ] && [ -n "$(marked others)" ]; do sleep 1; i=$((i + 1)); done
      for q in $(marked others); do kill -KILL "$q" 2>/dev/null; done
    fi
    rm -rf "$o"
  done
}
nap() { sleep "$1" & nap=$!; wait "$nap"; }
is_silent() {
  b=; [ ! -e "$d/beat" ] || read -r b <"$d/beat"
  if [ "$b" = "$was" ]; then quiet=$((quiet + tick)); else was=$b quiet=0; fi
  [ "$quiet" -ge "$silence" ]
}
is_cut() { [ -e "$d/pump" ] && read -r q <"$d/pump" && ! kill -0 "$q" 2>/dev/null; }
limit_command() {
  kind=; { read -r kind q <"$d/pid"; } 2>/dev/null
  case $kind in before|after) ;; *) return;; esac
  [ "$kind" = "$timed" ] || { timed=$kind; spent=0; }
  spent=$((spent + tick))
  [ "$spent" -lt "$limit" ] || : >"$d/late"
  if [ "$spent" -ge "$((limit + 10))" ]; then tell "$d" KILL "$kind"
  elif [ "$spent" -ge "$limit" ]; then tell "$d" TERM "$kind"; fi
}
watch() {
  trap 'kill "$nap" 2>/dev/null; exit' TERM
  was=; quiet=0; timed=; spent=0
  until is_silent || is_cut; do nap "$tick"; limit_command; done
  : >"$d/lost"
  tell "$d" TERM before main
  nap 30
  tell "$d" KILL before main
  [ -e "$d/pid" ] || kill "$$"
}
end_rest() {
  i=0
  while q=$(marked commands-of "$n"); [ -n "$q" ] && [ "$i" -lt 10 ]; do
    s=TERM; [ "$i" -lt 5 ] || s=KILL
    for q in $q; do kill -"$s" "$q" 2>/dev/null; done
    i=$((i + 1)); sleep 1
  done
}
run_command() {
  say command "$1"
  BORGCUBE_COMMAND=$1 BORGCUBE_OUTCOME=$outcome sh -c "$2" </dev/null 3<&- 4>&- & h=$!
  printf '%s %s\n' "$1" "$h" >"$d/pid"
  wait "$h"; code=$?
  rm -f "$d/pid"
  case $1 in before) [ ! -e "$d/cancelled" ] && [ ! -e "$d/lost" ] || end_rest;; esac
  if [ -e "$d/late" ]; then end_rest; rm -f "$d/late"; code=late; fi
  say command-end "$1" "$code"
}
look() {
  if [ ! -e "$2" ] && [ ! -L "$2" ]; then say path "$1" missing; return 1; fi
  if mountpoint -q -- "$2" 2>/dev/null; then say path "$1" mount-point; else say path "$1" plain; fi
}
outcome=
set_outcome() {
  case $rc in 0|1|10[0-9]|11[0-9]|12[0-5]) outcome=done; return;; esac
  if [ -e "$d/cancelled" ]; then outcome=cancelled; else outcome=failed; fi
}`;
