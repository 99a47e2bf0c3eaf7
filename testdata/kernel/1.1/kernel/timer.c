/* Timers in a list, the next to go off in front. */

#include <pebble/kernel.h>
#include <pebble/sched.h>
#include <pebble/time.h>

static struct timer *timers;
static nsec_t now;

nsec_t time_now(void)
{
	return now;
}

void time_advance(nsec_t passed)
{
	now += passed;
}

void timer_add(struct timer *timer, nsec_t when)
{
	struct timer **place = &timers;

	while (*place && (*place)->when <= when)
		place = &(*place)->next;
	timer->when = when;
	timer->next = *place;
	*place = timer;
}

void timer_cancel(struct timer *timer)
{
	struct timer **place = &timers;

	while (*place && *place != timer)
		place = &(*place)->next;
	if (*place)
		*place = timer->next;
}

struct sleeper {
	struct timer timer;
	struct task *task;
};

static void sleep_over(struct timer *timer)
{
	struct sleeper *sleeper = (struct sleeper *)timer;

	task_wake(sleeper->task);
}

void timer_sleep(nsec_t length)
{
	struct sleeper sleeper = { .task = current_task };

	sleeper.timer.call = sleep_over;
	timer_add(&sleeper.timer, now + length);
	task_sleep();
}

void timer_run(void)
{
	while (timers && timers->when <= now) {
		struct timer *timer = timers;

		timers = timer->next;
		timer->call(timer);
	}
}
