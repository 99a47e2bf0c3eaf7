# An empty repository.
set -e
git init -q .
