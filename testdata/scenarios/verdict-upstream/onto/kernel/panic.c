/*
 * The end.
 */

#include <pebble/kernel.h>

void panic(const char *why)
{
	kprint("panic: %s\n", why);
	guest_halt();
	machine_halt();
	for (;;)
		cpu_wait();
}
