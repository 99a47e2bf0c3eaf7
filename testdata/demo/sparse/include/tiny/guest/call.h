#ifndef TINY_GUEST_CALL_H
#define TINY_GUEST_CALL_H

#include <pebble/time.h>
#include <tiny/guest/ring.h>

#define CALL_YIELD	0
#define CALL_TIME	1
#define CALL_PIN	2
#define CALL_UNPIN	3
#define CALL_SHARE	4
#define CALL_DATE	5

#define GUEST_CONSOLE_PAGE	0
#define GUEST_DISK_PAGE		1

long guest_call(int number, void *argument);

int guest_running(void);
int guest_paused(void);
nsec_t guest_time(void);
void *guest_initrd(unsigned int page);

#define guest_yield_hint()	guest_call(CALL_YIELD, 0)
#define guest_pin(table)	guest_call(CALL_PIN, (table))
#define guest_unpin(table)	guest_call(CALL_UNPIN, (table))
#define guest_share(page)	((void *)guest_call(CALL_SHARE, (void *)(page)))
#define guest_date(date)	guest_call(CALL_DATE, (date))

#endif
