#!/usr/bin/env bash
# The demo prints what is in demo/session.txt, ends well, and leaves nothing behind.
set -euo pipefail
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
program=$(realpath "${1:-$here/../cli/patchgraph}")
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
# Bazel's files are symlinks, and a symlink is not the file that it points to.
cp -RL "$here/demo.sh" "$here/demo" "$here/kernel" "$scratch"
before=$(ls -lR --time-style=full-iso "$scratch/demo" "$scratch/kernel")
"$scratch/demo.sh" "$program" >"$scratch/session.txt"
diff -u "$here/demo/session.txt" "$scratch/session.txt" || {
  echo "The demo prints something else. If that is right, run testdata/update.sh."
  exit 1
}
[ "$before" = "$(ls -lR --time-style=full-iso "$scratch/demo" "$scratch/kernel")" ] || {
  echo "The demo left something behind."
  exit 1
}
echo "ok"
