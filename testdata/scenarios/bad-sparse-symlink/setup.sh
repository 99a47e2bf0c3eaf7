# A folder that no repository would keep.
set -e
mkdir -p sparse/.git
echo "[core]" >sparse/.git/config
