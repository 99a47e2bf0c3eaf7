#include <pebble/irq.h>

static irq_handler_t handlers[PEBBLE_IRQS];

int irq_request(int number, irq_handler_t handler)
{
	if (handlers[number])
		return -EBUSY;
	handlers[number] = handler;
	irq_chip_enable(number);
	return 0;
}

void irq_release(int number)
{
	irq_chip_disable(number);
	handlers[number] = NULL;
}

void irq_dispatch(int number)
{
	irq_chip_acknowledge(number);
	if (handlers[number])
		handlers[number](number);
}
