/* The clock of a guest: the hypervisor knows the time and sends the tick. */

#include <pebble/irq.h>
#include <pebble/kernel.h>
#include <pebble/time.h>
#include <tiny/guest/call.h>

#define TICK_LINE	0
#define COUNTER_HZ	1000000

static unsigned long last_counter;

static unsigned long read_counter(void)
{
	return guest_time() / (NSEC_PER_SEC / COUNTER_HZ);
}

static void tick(int line)
{
	unsigned long now = read_counter();
	unsigned long passed = now - last_counter;

	last_counter = now;
	time_advance(passed * (NSEC_PER_SEC / COUNTER_HZ));
	timer_run();
}

nsec_t machine_time(void)
{
	unsigned long passed = read_counter() - last_counter;

	return time_now() + passed * (NSEC_PER_SEC / COUNTER_HZ);
}

void machine_time_setup(void)
{
	last_counter = read_counter();
	if (irq_claim(TICK_LINE, tick))
		panic("time: the tick line is taken");
}
