#ifndef PEBBLE_TIME_H
#define PEBBLE_TIME_H

/* Nanoseconds since the machine started. */
typedef long long nsec_t;

#define NSEC_PER_SEC	1000000000ll
#define NSEC_PER_MSEC	1000000ll

nsec_t time_now(void);
void time_advance(nsec_t passed);
nsec_t machine_time(void);

/* Calls a function once, later. */
struct timer {
	struct timer *next;
	nsec_t when;
	void (*call)(struct timer *timer);
};

void timer_add(struct timer *timer, nsec_t when);
void timer_cancel(struct timer *timer);
void timer_run(void);

#endif
