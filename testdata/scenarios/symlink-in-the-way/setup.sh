# Symlinks and the like, which not every copy of a repository keeps.
set -e
mkdir -p onto
ln -s network onto/net
