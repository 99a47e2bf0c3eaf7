# Symlinks and the like, which not every copy of a repository keeps.
set -e
mkdir -p onto/include
ln -s ../arch/tiny/machine.h onto/include/machine.h
