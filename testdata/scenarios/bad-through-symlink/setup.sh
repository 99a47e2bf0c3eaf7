# The symlink.
set -e
mkdir elsewhere
ln -s ../elsewhere base/outside
