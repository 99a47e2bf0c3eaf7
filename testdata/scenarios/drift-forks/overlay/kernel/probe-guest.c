#include <pebble/probe.h>

int probe_bus_width(struct bus *bus)
{
	int width = 0;

	while (guest_line_present(bus, width))
		width++;
	bus->width = width;
	return width;
}
