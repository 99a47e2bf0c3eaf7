/* The date comes from the boot loader now; nobody sells the clock chip any more. */

#include <pebble/clock.h>
#include <pebble/kernel.h>

#define BOOT_DATE	0xe100

int clock_read(struct date *date)
{
	unsigned int packed = port_read(BOOT_DATE);

	date->year = 2000 + (packed >> 26);
	date->month = (packed >> 22) & 15;
	date->day = (packed >> 17) & 31;
	date->hour = (packed >> 12) & 31;
	date->minute = (packed >> 6) & 63;
	date->second = packed & 63;
	return 0;
}
