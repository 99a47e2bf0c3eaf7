/* The clock chip, which knows the date. */

#include <pebble/device.h>
#include <pebble/kernel.h>
#include <pebble/time.h>

#define RTC_INDEX	0xa000
#define RTC_DATA	0xa004

static int rtc_get(int index)
{
	int bcd;

	port_write(RTC_INDEX, index);
	bcd = port_read(RTC_DATA);
	return (bcd >> 4) * 10 + (bcd & 15);
}

int clock_read(struct date *date)
{
	date->second = rtc_get(0);
	date->minute = rtc_get(1);
	date->hour = rtc_get(2);
	date->day = rtc_get(3);
	date->month = rtc_get(4);
	date->year = 2000 + rtc_get(5);
	return 0;
}

int clock_set(const struct date *date)
{
	return -E_NODEV;
}

static int rtc_probe(struct device *device)
{
	struct date date;

	clock_read(&date);
	kprint("rtc: it is %d-%d-%d\n", date.year, date.month, date.day);
	return 0;
}

struct driver rtc_driver = { .kind = "rtc", .probe = rtc_probe };
