#!/bin/sh
# mkimage.sh IMAGE: a boot image of the kernel that was built last.
set -e
image=${1:?name the image}
head=$(wc -c <arch/tiny/boot/head.o)
cat arch/tiny/boot/head.o pebble >"$image"
echo "$image: boot code of $head bytes"
