#include <linux/page.h>

void ring(int times)
{
	while (times-- > 0)
		strike();
}
