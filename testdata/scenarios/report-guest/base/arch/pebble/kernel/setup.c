#include <linux/page.h>

int memory_pages;

void setup_memory(void)
{
	memory_pages = count_pages();
}
