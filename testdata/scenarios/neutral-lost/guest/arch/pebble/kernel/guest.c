#include <linux/page.h>

int guest_pages(void)
{
	return count_pages();
}
