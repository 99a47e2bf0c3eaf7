/* The serial line. */

#include <pebble/device.h>
#include <pebble/kernel.h>

#define UART_DATA	0xc000
#define UART_STATUS	0xc004
#define STATUS_READY	0x1

void uart_put(char c)
{
	while (!(port_read(UART_STATUS) & STATUS_READY))
		;
	port_write(UART_DATA, c);
}

int uart_get(void)
{
	while (!(port_read(UART_STATUS) & STATUS_READY))
		;
	return port_read(UART_DATA);
}
