/* The floppy drive. */

#include <pebble/irq.h>
#include <pebble/kernel.h>

#define FLOPPY_CMD	0xb000
#define CMD_SEEK	1

static volatile int done;

static void floppy_irq(int line)
{
	done = 1;
}

void floppy_seek(unsigned int track)
{
	done = 0;
	port_write(FLOPPY_CMD, CMD_SEEK | track << 8);
	while (!done)
		cpu_wait();
}
