#include <linux/page.h>

long memory_pages;

void setup_memory(void)
{
	memory_pages = pages_of(0);
}
