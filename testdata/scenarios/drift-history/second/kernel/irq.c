#include <pebble/irq.h>

static irq_handler_t __aligned handlers[PEBBLE_IRQS];

int irq_request(int number, irq_handler_t handler)
{
	if (handlers[number])
		return -EAGAIN;
	handlers[number] = handler;
	irq_chip_enable(number, IRQ_LEVEL);
	return 0;
}

void irq_release(int number)
{
	irq_chip_disable(number, IRQ_LEVEL);
	handlers[number] = irq_nobody;
}

void irq_dispatch(int number)
{
	irq_chip_acknowledge(number, IRQ_LEVEL);
	if (handlers[number])
		handlers[number](number);
}
