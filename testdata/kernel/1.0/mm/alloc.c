/* Pages: a list of those that are free. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <tiny/page.h>

struct free_page {
	struct free_page *next;
};

static struct free_page *free_pages;
static unsigned long nr_free;

void page_free(void *page)
{
	struct free_page *free = page;

	free->next = free_pages;
	free_pages = free;
	nr_free++;
}

void *page_alloc(int flags)
{
	struct free_page *page = free_pages;
	unsigned long i;

	if (!page)
		return 0;
	free_pages = page->next;
	nr_free--;
	if (flags & PAGE_ZERO)
		for (i = 0; i < PAGE_SIZE; i++)
			((char *)page)[i] = 0;
	return page;
}

void pages_add(unsigned long start, unsigned long end)
{
	unsigned long address;

	for (address = page_up(start); address < end; address += PAGE_SIZE)
		page_free((void *)address);
}

void pages_reserve(unsigned long start, unsigned long end)
{
	struct free_page **place = &free_pages;

	while (*place) {
		unsigned long address = (unsigned long)*place;

		if (address >= start && address < end) {
			*place = (*place)->next;
			nr_free--;
		} else {
			place = &(*place)->next;
		}
	}
}
