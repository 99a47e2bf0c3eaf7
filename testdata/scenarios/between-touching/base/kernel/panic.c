/* The end. */

#include <pebble/kernel.h>

void panic(const char *why)
{
	kprint("panic: %s\n", why);
	machine_halt();
	for (;;)
		cpu_wait();
}
