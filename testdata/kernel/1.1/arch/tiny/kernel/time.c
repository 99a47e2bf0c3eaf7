/* The clock of the tiny machine: a counter at 1 MHz and a tick interrupt. */

#include <pebble/irq.h>
#include <pebble/kernel.h>
#include <pebble/time.h>

#define COUNTER_REG	0xd000
#define TICK_REG	0xd004
#define TICK_LINE	0
#define COUNTER_HZ	1000000
#define COUNTER_MASK	0xffffffful

static unsigned long last_counter;

static unsigned long read_counter(void)
{
	return port_read(COUNTER_REG);
}

static void tick(int line)
{
	unsigned long now = read_counter();
	unsigned long passed = (now - last_counter) & COUNTER_MASK;

	last_counter = now;
	time_advance(passed * (NSEC_PER_SEC / COUNTER_HZ));
	timer_run();
}

nsec_t machine_time(void)
{
	unsigned long passed = (read_counter() - last_counter) & COUNTER_MASK;

	return time_now() + passed * (NSEC_PER_SEC / COUNTER_HZ);
}

void machine_time_setup(void)
{
	last_counter = read_counter();
	port_write(TICK_REG, COUNTER_HZ / TICK_HZ);
	if (irq_claim(TICK_LINE, tick))
		panic("time: the tick line is taken");
}
