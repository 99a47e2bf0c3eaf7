#!/usr/bin/env bash
# The benchmarks: what patchgraph takes, as ratios to what git takes for the same work in the same run.
#   ./run bench [--linux GIT_DIR] [--xen GIT_DIR] [--range A..B] [--series GIT_DIR A..B] [--onto C]
#               [--debian DIR] [--cases FILE]... [--runs N]
# GIT_DIRs are clones of Linux with the tags v2.6.12 to v2.6.17, and of Xen with the tag 3.0.2-branched; --series
# is a range without merges, of a thousand commits or so, and --onto where it goes without a conflict; --debian a
# folder of unpacked source packages, as debian_series.py --help says; --cases merges of files whose outcome is known,
# as testdata/bench/merge_cases.h says. What needs one that is not given is skipped, and says so.
# GIT names the git to compare with; a rebase is compared with the one on the PATH as well.
# Needs PATCHGRAPH, the program, and PATCHGRAPH_BIN, the folder that it was built in: ./run sets both.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
linux='' xen='' debian='' series='' series_range='' onto='' cases=() range=v2.6.12..v2.6.17 runs=9
while [ $# -gt 0 ]; do
  case $1 in
    --linux) linux=$(realpath "$2") ;;
    --xen) xen=$(realpath "$2") ;;
    --range) range=$2 ;;
    --debian) debian=$(realpath "$2") ;;
    --series)
      series=$(realpath "$2") series_range=$3
      shift
      ;;
    --onto) onto=$2 ;;
    --cases) cases+=("$(realpath "$2")") ;;
    --runs) runs=$2 ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "bench: unknown argument $1" >&2; exit 2 ;;
  esac
  shift 2
done
: "${GIT:=git}"
export GIT

echo "## Xen 3.0.2 on Linux 2.6.17"
if [ -n "$linux" ] && [ -n "$xen" ]; then
  python3 "$here/xen_check.py" --linux "$linux" --xen "$xen" --runs "$runs" --patchgraph "$PATCHGRAPH"
else
  echo "skipped: give --linux and --xen, clones of the two repositories"
fi

echo
echo "## Real merges, replayed"
if [ -n "$linux" ]; then
  "$PATCHGRAPH_BIN/testdata/bench/replay_merges" --repository "$linux" --range "$range"
else
  echo "skipped: give --linux, a clone of the repository"
fi

echo
echo "## Conflicts, and what people made of them"
if [ -n "$linux" ] && [ ${#cases[@]} -gt 0 ]; then
  "$PATCHGRAPH_BIN/testdata/bench/score_resolvers" --git-dir "$linux" ${xen:+--git-dir "$xen"} "${cases[@]}"
else
  echo "skipped: give --linux, a clone of the repository, and --cases"
fi

echo
echo "## The dependency graph of a release"
if [ -n "$linux" ]; then
  python3 "$here/graph_check.py" --linux "$linux" --patchgraph "$PATCHGRAPH"
else
  echo "skipped: give --linux, a clone of the repository"
fi

echo
echo "## The dependency graph of a series"
if [ -n "$series" ]; then
  "$PATCHGRAPH_BIN/testdata/bench/graph_bench" --repository "$series" --range "$series_range" --hunks yes
else
  echo "skipped: give --series, a clone and a range of it"
fi

echo
echo "## The dependency graph by the number of hunks"
for hunks in 1000 3000 10000 30000 100000; do
  "$PATCHGRAPH_BIN/testdata/bench/graph_bench" --generate "$hunks"
done

echo
echo "## Two series of ten thousand hunks"
python3 "$here/between_bench.py" --patchgraph "$PATCHGRAPH"

echo
echo "## Debian's series"
if [ -n "$debian" ]; then
  python3 "$here/debian_series.py" --debian "$debian" --patchgraph "$PATCHGRAPH"
else
  echo "skipped: give --debian, a folder of unpacked source packages"
fi

echo
echo "## Rebase"
rebase=(--patchgraph "$PATCHGRAPH" --git git)
[ "$GIT" = git ] || rebase+=(--git "$GIT")
if [ -n "$series" ] && [ -n "$onto" ]; then
  rebase+=(--repository "$series" --range "$series_range" --onto "$onto")
else
  echo "the series is skipped: give --series, a clone and a range of it, and --onto"
fi
python3 "$here/rebase_bench.py" "${rebase[@]}" --runs "$runs"
