#ifndef TINY_GUEST_RING_H
#define TINY_GUEST_RING_H

/* A page that the guest and the hypervisor share. */
struct guest_ring {
	unsigned int start, end;
	char data[1024];
	char reply[2048];
};

#endif
