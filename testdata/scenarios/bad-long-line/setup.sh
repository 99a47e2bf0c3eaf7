# A file with a hole is long without taking room.
set -e
printf -- "--- a/kernel/panic.c\n+++ b/kernel/panic.c\n@@ -1 +1 @@\n-" >patches/long.patch
truncate -s 2200M patches/long.patch
