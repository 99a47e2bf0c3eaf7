#ifndef PEBBLE_TIME_H
#define PEBBLE_TIME_H

/* Nanoseconds since the machine started. */
typedef long long nsec_t;

#define NSEC_PER_SEC	1000000000ll
#define NSEC_PER_MSEC	1000000ll

nsec_t time_now(void);
void time_advance(nsec_t passed);
nsec_t machine_time(void);

/* The date, as the clock chip keeps it. */
struct date {
	int year, month, day;
	int hour, minute, second;
};

int clock_read(struct date *date);
int clock_set(const struct date *date);

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
