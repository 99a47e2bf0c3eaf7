/* A disk of the hypervisor's: requests go through a shared ring. */

#include <pebble/device.h>
#include <pebble/kernel.h>
#include <tiny/guest/call.h>

static struct guest_ring *ring;

int guestdisk_read(unsigned int n, char *to, int length)
{
	int i;

	ring->data[ring->end++ % sizeof ring->data] = n;
	while (ring->start != ring->end)
		guest_yield_hint();
	for (i = 0; i < length; i++)
		to[i] = ring->reply[i];
	return 0;
}

static int guestdisk_probe(struct device *device)
{
	if (!guest_running())
		return -E_NODEV;
	ring = guest_share(GUEST_DISK_PAGE);
	return ring ? 0 : -E_LATER;
}

struct driver guestdisk_driver = {
	.kind = "guestdisk", .probe = guestdisk_probe,
};
