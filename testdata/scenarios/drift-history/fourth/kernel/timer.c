#include <pebble/timer.h>

static unsigned long ticks_since_boot;

void timer_start(struct timer *timer, unsigned long ticks)
{
	timer->end = timer_add(ticks_since_boot, ticks);
	timer->running = 1;
	list_append(&running_timers, &timer->list);
}

void timer_stop(struct timer *timer)
{
	timer->running = 0;
	list_remove(&timer->list);
}

void timer_tick(void)
{
	struct timer *timer;

	ticks_since_boot += ticks_lost() + 1;
	list_each(timer, &running_timers) {
		if (timer->end <= ticks_since_boot)
			wake_task(timer->task);
	}
}
