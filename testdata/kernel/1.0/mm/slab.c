/* Small objects, cut from pages: one size a page, a power of two. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <tiny/page.h>

#define MIN_SHIFT	4
#define MAX_SHIFT	11

struct slab {
	struct slab *next;
	unsigned long size;
	void *free;
};

static struct slab *slabs[MAX_SHIFT + 1];

static int shift_for(unsigned long size)
{
	int shift = MIN_SHIFT;

	while ((1ul << shift) <= size)
		shift++;
	return shift;
}

static struct slab *slab_new(int shift)
{
	struct slab *slab = page_alloc(0);
	char *object;

	if (!slab)
		return 0;
	slab->size = 1ul << shift;
	slab->free = 0;
	object = (char *)slab + PAGE_SIZE;
	while ((object -= slab->size) >= (char *)(slab + 1)) {
		*(void **)object = slab->free;
		slab->free = object;
	}
	slab->next = slabs[shift];
	slabs[shift] = slab;
	return slab;
}

void *mem_get(unsigned long size)
{
	int shift = shift_for(size);
	struct slab *slab;
	void *object;

	if (shift > MAX_SHIFT)
		return 0;
	for (slab = slabs[shift]; slab && !slab->free; slab = slab->next)
		;
	if (!slab && !(slab = slab_new(shift)))
		return 0;
	object = slab->free;
	slab->free = *(void **)object;
	return object;
}

void mem_put(void *object)
{
	struct slab *slab =
		(struct slab *)((unsigned long)object & ~(PAGE_SIZE - 1));

	*(void **)object = slab->free;
	slab->free = object;
}
