#!/bin/sh
# Starts Pebble under the hypervisor.
set -e
exec cairn run pebble.img
