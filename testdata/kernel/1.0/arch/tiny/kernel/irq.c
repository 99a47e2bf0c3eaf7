/* Interrupts of the tiny machine: eight lines, one register to mask them. */

#include <pebble/irq.h>
#include <pebble/kernel.h>

#define IRQ_MASK_REG	0xf000

static irq_handler handlers[NR_IRQS];
static unsigned int mask = ~0u;

int irq_claim(int line, irq_handler handler)
{
	if (line < 0 || line >= NR_IRQS)
		return -E_RANGE;
	if (handlers[line])
		return -E_BUSY;
	handlers[line] = handler;
	mask &= ~(1u << line);
	port_write(IRQ_MASK_REG, mask);
	return 0;
}

void irq_release(int line)
{
	mask |= 1u << line;
	port_write(IRQ_MASK_REG, mask);
	handlers[line] = 0;
}

/* Called from the trap entry with all lines masked. */
void irq_dispatch(unsigned int pending)
{
	int line;

	for (line = 0; line < NR_IRQS; line++) {
		if (!(pending & (1u << line)))
			continue;
		if (handlers[line])
			handlers[line](line);
		else
			kprint("irq: nobody wants line %d\n", line);
	}
}
