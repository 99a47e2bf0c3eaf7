/* The tiny file system: a table of names, then the files one by one. */

#include <pebble/kernel.h>

#define NAME_MAX	12
#define TABLE_SECTORS	4

struct tiny_entry {
	char name[NAME_MAX];
	unsigned int start, length;
};

int ramdisk_read(unsigned long n, char *to);

static struct tiny_entry table[TABLE_SECTORS * 512 / sizeof(struct tiny_entry)];

void fs_setup(void)
{
	int i;

	for (i = 0; i < TABLE_SECTORS; i++)
		if (ramdisk_read(i, (char *)table + i * 512))
			kprint("tinyfs: no sector %d\n", i);
}
