/* The serial line. */

#include <pebble/device.h>
#include <pebble/irq.h>
#include <pebble/kernel.h>

#define UART_DATA	0xc000
#define UART_STATUS	0xc004
#define UART_DIVISOR	0xc008
#define UART_LINE	3

#define STATUS_READY	0x1
#define STATUS_INPUT	0x2
#define CLOCK		1843200

static char input[64];
static unsigned int input_end;

void uart_put(char c)
{
	while (!(port_read(UART_STATUS) & STATUS_READY))
		;
	port_write(UART_DATA, c);
}

static void uart_irq(int line)
{
	while (port_read(UART_STATUS) & STATUS_INPUT)
		input[input_end++ % sizeof input] = port_read(UART_DATA);
}

static int uart_probe(struct device *device)
{
	port_write(UART_DIVISOR, CLOCK / 16 / UART_SPEED);
	return irq_claim(UART_LINE, uart_irq);
}

struct driver uart_driver = { .kind = "uart", .probe = uart_probe };
