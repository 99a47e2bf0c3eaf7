#ifndef PEBBLE_NET_H
#define PEBBLE_NET_H

#include <pebble/chain.h>

#define PACKET_MAX	1500

struct packet {
	struct link link;
	int length;
	unsigned char data[PACKET_MAX];
};

struct port {
	const char *name;
	struct chain inbox;
	int (*send)(struct port *port, struct packet *packet);
};

struct packet *packet_get(void);
void packet_put(struct packet *packet);
int port_add(struct port *port);

#endif
