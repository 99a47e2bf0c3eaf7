#ifndef PEBBLE_CLOCK_H
#define PEBBLE_CLOCK_H

/* The date when the machine was started. */
struct date {
	int year, month, day;
	int hour, minute, second;
};

int clock_read(struct date *date);

#endif
