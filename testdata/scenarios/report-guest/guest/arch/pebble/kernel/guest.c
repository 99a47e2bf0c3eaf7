#include <linux/guest.h>
#include <linux/page.h>

int guest_number;

int guest_pages(void)
{
	return count_pages();
}
