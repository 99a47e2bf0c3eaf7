#ifndef PEBBLE_IRQ_H
#define PEBBLE_IRQ_H

#define NR_IRQS	8

typedef void (*irq_handler)(int line);

int irq_claim(int line, irq_handler handler);
void irq_release(int line);

#endif
