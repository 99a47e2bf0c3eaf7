/* The end of everything. */

#include <pebble/printk.h>

void panic(const char *why)
{
	printk("panic: ");
	printk(why);
	printk("\n");
	for (;;)
		;
}
