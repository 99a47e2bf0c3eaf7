# The archives.
set -e
mv base pebble-1.0
mv onto pebble-1.1
tar --format=ustar -cf pebble-1.0.tar pebble-1.0
tar --format=ustar -czf pebble-1.1.tar.gz pebble-1.1
rm -r pebble-1.0 pebble-1.1
