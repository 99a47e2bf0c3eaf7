# A fifo.
set -e
mkfifo sparse/kernel/pipe
