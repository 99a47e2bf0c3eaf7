#!/bin/sh
# mkimage.sh IMAGE
set -eu
cat head.o pebble >"$1"
