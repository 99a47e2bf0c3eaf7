#!/usr/bin/env bash
# See ci_test.py. The validator of SARIF is where `./run install-deps` puts it, beside the sources.
set -euo pipefail
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
top=$(realpath "$here/../..")
sources=$(dirname "$(dirname "$(dirname "$(realpath "$top/third_party/npm/package.json")")")")
exec python3 "$here/ci_test.py" "$(realpath "${1:-$top/cli/patchgraph}")" "$top/docs/ci" \
  "$sources/.cache/npm/node_modules"
