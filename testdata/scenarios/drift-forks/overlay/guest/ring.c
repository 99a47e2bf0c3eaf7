#include <guest/ring.h>

int ring_put(struct ring *ring, const void *message, unsigned int bytes)
{
	if (ring_free(ring) < bytes)
		return -ENOSPC;
	ring_copy_in(ring, message, bytes);
	ring->produced += bytes;
	guest_notify(ring->event);
	return 0;
}
