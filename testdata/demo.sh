#!/usr/bin/env bash
# demo.sh [PROGRAM]: the main jobs on a kernel of our own, as a session to read.
#
# Pebble is a small kernel, and "guest" a downstream of Pebble 1.0: twelve
# patches and two sparse trees. Pebble 1.1 is out; what will the move cost, and how does it go?
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

# run COMMAND...: the same for another program.
run() {
  printf '\n$ %s\n' "$*"
  "$@"
}

# repository: Pebble 1.0 and 1.1 as two commits, and five of the patches beside it. Names and dates are set, so that
# the ids are the same everywhere; no file is executable, as they may all be where the demo is a test.
repository() {
  local version day=10
  unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_NAMESPACE
  export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME=$scratch
  export GIT_AUTHOR_NAME='Ada Kiesel' GIT_AUTHOR_EMAIL=ada@cairn.example
  export GIT_COMMITTER_NAME='Ada Kiesel' GIT_COMMITTER_EMAIL=ada@cairn.example
  git init -q -b main "$scratch/pebble"
  git -C "$scratch/pebble" config core.fileMode false
  for version in 1.0 1.1; do
    rm -rf "$scratch/pebble"/*
    cp -R --no-preserve=mode ../kernel/$version/. "$scratch/pebble"
    export GIT_AUTHOR_DATE=2006-02-${day}T12:00:00Z GIT_COMMITTER_DATE=2006-02-${day}T12:00:00Z
    git -C "$scratch/pebble" add -A
    git -C "$scratch/pebble" commit -q -m "Pebble $version"
    git -C "$scratch/pebble" tag "v$version"
    day=$((day + 10))
  done
  cp -R --no-preserve=mode patches "$scratch"
  printf '%s\n' bus-count-late.patch slab-poison.patch 'uart-wait.patch -p0' sched-yield-hint.patch \
    timer-pause.patch >"$scratch/patches/series"
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

tell 'What no merge shows: is the kernel with all that switched off the one we had?'
show '' neutral guest --off GUEST

tell 'And what have the copies missed that we made of its files?'
show '' drift guest --onto ../kernel/1.1

tell 'Scripts read the same as JSON:'
show 'grep -A 10 "\"verdicts\""' check guest --onto ../kernel/1.1 --json

tell 'So much for looking. To move patches, here are five of them, and both Pebbles as
commits of a git repository. A branch of the patches:'
repository
cd "$scratch/pebble"
show '' rebase quilt:../patches@v1.0 --as git:guest

tell 'That branch on 1.1, as git rebase would be called. It does not go through at once,
so nothing is touched, and all that is in the way is listed.'
run git switch -q guest
show "sed '/^Files/,/^1 of 5/d'" rebase v1.1

tell 'What is clean is taken, and the conflict opened in the worktree.'
show '' rebase v1.1 --begin
run git diff

tell 'The function has another name on 1.1. Somebody says so in an editor, and goes on.'
printf '\n$ %s kernel/timer.c\n' "\$EDITOR"
sed -i -e '/^<<<<<<< /,/^=======$/d' -e '/^>>>>>>> /d' -e 's/\twake_task(sleeper/\ttask_wake(sleeper/' kernel/timer.c
run git add kernel/timer.c
show '' rebase --continue
run git log --oneline v1.1..
