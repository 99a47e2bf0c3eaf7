/* Timers, the next to go off in front. */

#include <pebble/sched.h>
#include <pebble/time.h>

static struct timer *timers;

void timer_add(struct timer *timer)
{
	timer->next = timers;
	timers = timer;
}

int timer_pending(void)
{
	return timers != 0;
}

void timer_run(nsec_t now)
{
	while (timers && timers->when <= now) {
		struct timer *timer = timers;

		timers = timer->next;
		wake_task(timer->task);
		timer->call(timer);
	}
}
