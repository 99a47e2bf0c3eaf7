# Symlinks and the like, which not every copy of a repository keeps.
set -e
mkdir -p base/include
ln -s ../arch/tiny/machine.h base/include/machine.h
mkdir -p onto/include
ln -s ../arch/tiny/machine.h onto/include/machine.h
