#!/bin/sh
# mkimage.sh IMAGE
set -e
cat head.o pebble >"$1"
