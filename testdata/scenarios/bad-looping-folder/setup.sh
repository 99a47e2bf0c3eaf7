# A symlink to itself.
set -e
ln -s patches patches
