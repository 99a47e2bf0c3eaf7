#!/usr/bin/env bash
# demo.sh [PROGRAM]: the main job on a kernel of our own, as a session to read.
#
# Pebble is a small kernel, and "guest" a downstream of Pebble 1.0: twelve
# patches and two sparse trees. Pebble 1.1 is out; what will the move cost?
set -euo pipefail
program=$(realpath "${1:-${PATCHGRAPH:?name the program}}")
cd "$(dirname "${BASH_SOURCE[0]}")/demo"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset COLUMNS

tell() { printf '\n%s\n' "$@"; }

# show FILTER ARGUMENT...: a command as one would type it, and what it prints. It goes on after conflicts (1), not
# after an error.
show() {
  local filter=$1 status=0
  shift
  printf '\n$ patchgraph %s%s\n' "$*" "${filter:+ | $filter}"
  "$program" "$@" >"$scratch/out" || status=$?
  [ $status -le 1 ] || exit $status
  if [ -n "$filter" ]; then eval "$filter" <"$scratch/out"; else cat "$scratch/out"; fi
}

cat <<'TEXT'
Pebble 1.1 is out. We carry patches and sparse trees on Pebble 1.0, so that it
runs under a hypervisor. A project file says where everything is.

$ cat patchgraph.textproto
TEXT
cat patchgraph.textproto

tell 'The question of the day: what becomes of all that on 1.1? Nothing is touched,
and no conflict hides those behind it.'
show '' check guest --onto ../kernel/1.1

tell 'One patch does not even fit its own base. With a line of fuzz it does, as quilt
would have had it; and it is said that it did. See what is left without two more.'
show "sed -n '/files in conflict/,\$p'" check guest --onto ../kernel/1.1 --fuzz 1 --without char-guest-console.patch \
  --without rtc-guest-date.patch

tell 'All of it as one change, merged as git would merge it:'
show "sed -n '/^Files in trouble/,/^\$/p'" check guest --onto ../kernel/1.1 --fuzz 1 --squash

tell 'What hangs on what? A patch, those that cannot stay without it, and the
conflicts that would go with them:'
show "sed '/^No longer/q'" graph guest --cut timer-pause.patch --onto ../kernel/1.1

tell 'Scripts read the same as JSON:'
show 'grep -A 10 "\"verdicts\""' check guest --onto ../kernel/1.1 --json
