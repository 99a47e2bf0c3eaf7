/* Pages cut into pieces of one size. */

#include <pebble/mm.h>

static struct slab *slabs;

void *slab_alloc(struct slab *slab)
{
	void *piece = slab->free;

	if (!piece)
		return slab_grow(slab);
	slab->free = *(void **)piece;
	return piece;
}

void slab_free(struct slab *slab, void *piece)
{
	*(void **)piece = slab->free;
	slab->free = piece;
}
