#ifndef PEBBLE_DEVICE_H
#define PEBBLE_DEVICE_H

struct driver;

struct device {
	struct device *next;
	const char *kind;
	struct driver *driver;
};

struct driver {
	struct driver *next;
	const char *kind;
	int (*probe)(struct device *device);
};

int bus_add_device(struct device *device);
int bus_add_driver(struct driver *driver);

#endif
