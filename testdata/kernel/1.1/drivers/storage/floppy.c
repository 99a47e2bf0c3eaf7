/* The floppy drive: slow, loud, and on its way out. */

#include <pebble/device.h>
#include <pebble/irq.h>
#include <pebble/kernel.h>

#define FLOPPY_CMD	0xb000
#define FLOPPY_DATA	0xb004
#define FLOPPY_LINE	6

#define CMD_SEEK	1
#define CMD_READ	2

static volatile int done;

static void floppy_irq(int line)
{
	done = 1;
}

int floppy_read(unsigned int track, char *to, int length)
{
	int i;

	done = 0;
	port_write(FLOPPY_CMD, CMD_SEEK | track << 8);
	while (!done)
		cpu_wait();
	port_write(FLOPPY_CMD, CMD_READ);
	for (i = 0; i < length; i++)
		to[i] = port_read(FLOPPY_DATA);
	return 0;
}

static int floppy_probe(struct device *device)
{
	return irq_claim(FLOPPY_LINE, floppy_irq);
}

struct driver floppy_driver = { .kind = "floppy", .probe = floppy_probe };
