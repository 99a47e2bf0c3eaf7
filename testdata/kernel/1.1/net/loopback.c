/* What is sent comes back. */

#include <pebble/kernel.h>
#include <pebble/net.h>

static int loop_send(struct port *port, struct packet *packet)
{
	chain_push(&port->inbox, &packet->link);
	return 0;
}

static struct port loop = { .name = "loop", .send = loop_send };

void net_setup(void)
{
	if (port_add(&loop) < 0)
		kprint("loop: no room\n");
}
