#!/usr/bin/env bash
# The page of a report in a browser: see page_test.py.
set -euo pipefail
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/page_test.py" "$@"
