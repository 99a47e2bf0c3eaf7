/* All memory as one file, for debugging. */

#include <pebble/device.h>
#include <pebble/kernel.h>
#include <tiny/page.h>

int devmem_read(unsigned long address, char *to, unsigned long length)
{
	unsigned long i;

	if (address + length > MAX_MEMORY)
		return -E_RANGE;
	for (i = 0; i < length; i++)
		to[i] = ((char *)address)[i];
	return 0;
}
