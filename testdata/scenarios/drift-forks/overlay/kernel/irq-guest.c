#include <pebble/irq.h>

static irq_handler_t handlers[PEBBLE_IRQS];

int irq_request(int number, irq_handler_t handler)
{
	if (handlers[number])
		return -EBUSY;
	handlers[number] = handler;
	guest_enable_event(number);
	return 0;
}

void irq_release(int number)
{
	guest_disable_event(number);
	handlers[number] = NULL;
}

void irq_dispatch(int number)
{
	guest_clear_event(number);
	if (handlers[number])
		handlers[number](number);
}
