#!/bin/bash
# The job files of docs/ci, run as their schedulers run them: Slurm's script with the environment of an array's tasks,
# the command of the Kubernetes Job with that of its pods. The database is a file: all is on one machine here.
set -euo pipefail

program=$PWD/cli/patchgraph
sbatch=$PWD/docs/ci/patchgraph.sbatch
job=$PWD/docs/ci/patchgraph-job.yaml
folder=$(mktemp -d "${TEST_TMPDIR:-/tmp}/jobs.XXXXXX")
trap 'rm -rf "$folder"' EXIT
export HOME=$folder GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
mkdir "$folder/bin" "$folder/kernel"
ln -s "$program" "$folder/bin/patchgraph"
export PATH=$folder/bin:$PATH

fail() {
  echo "$1" >&2
  exit 1
}

# A kernel with the tags v6.1, v6.6 and v6.12, and two stacks.
cd "$folder/kernel"
git init -q
seq 40 >table
git add table && git commit -qm base && git tag v6.1
sed -i 's/^10$/ten/' table && git commit -qam "count to ten" && git tag v6.6
sed -i 's/^20$/twenty/' table && git commit -qam "count to twenty" && git tag v6.12
for stack in 10 30; do
  git checkout -q v6.1
  sed -i "s/^$stack\$/our $stack/" table
  mkdir "stack$stack"
  git diff >"stack$stack/our.patch"
  echo our.patch >"stack$stack/series"
  git checkout -q table
  echo "stack { name: \"stack$stack\" base: \"v6.1\" layer { quilt: \"stack$stack\" } }" >>patchgraph.textproto
done

# Four jobs in an array of three tasks, of which the second dies and is run again alone.
export PROJECT=$PWD TARGETS=v6.6,v6.12 PATCHGRAPH_DB=$folder/slurm.db
array=$(patchgraph matrix --onto "$TARGETS" --list slurm --shards 3)
[ "$array" = 1-3 ] || fail "the array is $array"
for task in 1 3; do
  SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=3 bash "$sbatch"
done
if patchgraph matrix --onto "$TARGETS" --report >missing; then fail "nothing is missing"; fi
grep -q "^3 of 4 jobs are done" missing || fail "$(cat missing)"
SHARES=3 SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=2 SLURM_ARRAY_TASK_COUNT=1 bash "$sbatch"
patchgraph matrix --onto "$TARGETS" --report --format json >slurm.json

# The eight pods of the Job, by the command that stands there; four have nothing to do.
PATCHGRAPH_DB=$folder/kubernetes.db
patched=$(patchgraph matrix --onto "$TARGETS" --list kubernetes --shards 8)
[ "$patched" = '{"spec":{"completionMode":"Indexed","completions":4,"parallelism":4}}' ] || fail "$patched"
mapfile -t command < <(sed -n 's/^ *command: //p' "$job" | python3 -c 'import json; print(*json.load(open(0)), sep="\n")')
[ "${command[0]}" = patchgraph ] || fail "the command is ${command[*]}"
for index in 0 1 2 3 4 5 6 7; do
  JOB_COMPLETION_INDEX=$index "${command[@]}"
done
patchgraph matrix --onto "$TARGETS" --report --format json >kubernetes.json

# Times apart, both found the same.
for found in slurm kubernetes; do
  grep -v '"made_at"' $found.json >$found.txt
done
cmp slurm.txt kubernetes.txt || fail "the two reports differ"
grep -q '"done": 4' slurm.txt || fail "not all is done"
echo "job files: as they should be"
