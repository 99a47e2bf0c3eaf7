# What no repository would keep.
set -e
mkdir sparse/.git
echo "[core]" >sparse/.git/config
echo "int guest_call;" >sparse/kernel/guest.c~
