#include <linux/page.h>
#ifdef CONFIG_GUEST
#include <linux/guest.h>
#endif

/* How much there is. */
int memory_pages;

void setup_memory(void)
{
	memory_pages = count_pages();
#if defined(CONFIG_GUEST) && defined(CONFIG_SMP)
	ask_host();
#elif IS_ENABLED(CONFIG_GUEST)
	ask_host_once();
#endif
}
