/* A disk in memory. */

#include <pebble/device.h>
#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <tiny/page.h>

/* One page holds eight sectors. */
#define SECTOR		512
#define SECTORS		(RAMDISK_KB * 1024 / SECTOR)
#define PER_PAGE	(PAGE_SIZE / SECTOR)

static char *pages[SECTORS / PER_PAGE];

static char *sector(unsigned long n)
{
	return pages[n / PER_PAGE] + n % PER_PAGE * SECTOR;
}

int ramdisk_read(unsigned long n, char *to)
{
	int i;

	if (n >= SECTORS)
		return -E_RANGE;
	for (i = 0; i < SECTOR; i++)
		to[i] = sector(n)[i];
	return 0;
}

int ramdisk_write(unsigned long n, const char *from)
{
	int i;

	if (n >= SECTORS)
		return -E_RANGE;
	for (i = 0; i < SECTOR; i++)
		sector(n)[i] = from[i];
	return 0;
}

static int ramdisk_probe(struct device *device)
{
	unsigned int i;

	for (i = 0; i < SECTORS / PER_PAGE; i++) {
		pages[i] = page_alloc(PAGE_ZERO);
		if (!pages[i])
			return -E_NOMEM;
	}
	return 0;
}

struct driver ramdisk_driver = { .kind = "ramdisk", .probe = ramdisk_probe };
