/* Packets, and the ports that send and take them. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <pebble/net.h>

#define NR_PORTS	4

static struct port *ports[NR_PORTS];

struct packet *packet_get(void)
{
	return mem_get(sizeof(struct packet));
}

void packet_put(struct packet *packet)
{
	mem_put(packet);
}

int port_add(struct port *port)
{
	int i;

	for (i = 0; i < NR_PORTS; i++) {
		if (!ports[i]) {
			ports[i] = port;
			return i;
		}
	}
	return -E_BUSY;
}
