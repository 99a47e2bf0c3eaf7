#include <linux/page.h>

#ifdef CONFIG_GUEST
void ring(int times)
{
	while (times-- > 0)
		strike();
}
