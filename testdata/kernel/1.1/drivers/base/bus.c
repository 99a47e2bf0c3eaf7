/*
 * Devices and drivers find each other here.
 *
 * Both are in lists, the newest in front. A device has one driver at most, a
 * driver has as many devices as it likes; neither list ever gets shorter.
 */

#include <pebble/device.h>
#include <pebble/kernel.h>

static struct device *devices;
static struct driver *drivers;

/* Devices whose driver said "later". */
static int nr_late;

static int same(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static int bind(struct device *device, struct driver *driver)
{
	int ret;

	if (device->driver)
		return -E_BUSY;
	if (!same(device->kind, driver->kind))
		return -E_NODEV;
	ret = driver->probe(device);
	if (ret)
		return ret;
	device->driver = driver;
	return 0;
}

/* A new device: some driver may have waited for it. */
int bus_add_device(struct device *device)
{
	struct driver *driver;
	int ret = -E_NODEV;

	device->next = devices;
	devices = device;
	for (driver = drivers; driver; driver = driver->next) {
		ret = bind(device, driver);
		if (ret == -E_LATER)
			nr_late++;
		if (!ret)
			break;
	}
	return ret;
}

/* A new driver: it takes all devices of its kind that nobody drives. */
int bus_add_driver(struct driver *driver)
{
	struct device *device;
	int ret = -E_NODEV;

	driver->next = drivers;
	drivers = driver;
	for (device = devices; device; device = device->next) {
		if (device->driver)
			continue;
		ret = bind(device, driver);
		if (!ret)
			break;
	}
	return ret;
}
