#!/usr/bin/env bash
# Writes what the scenarios and the demo are expected to print anew. Read the
# difference before you commit it: what is expected has to be right.
#
#   testdata/update.sh             all of them
#   testdata/update.sh 'Conflict*' the scenarios whose test has such a name
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bazel build //testdata:scenario_test //cli:patchgraph >&2
bin=$(bazel info bazel-bin 2>/dev/null)
PATCHGRAPH_UPDATE=1 PATCHGRAPH_SCENARIOS=$PWD/testdata/scenarios \
  "$bin/testdata/scenario_test" --gtest_brief=1 --gtest_filter="*${1:-}*" || true
if [ $# = 0 ]; then
  testdata/demo.sh "$bin/cli/patchgraph" >testdata/demo/session.txt
fi
git status --short testdata
