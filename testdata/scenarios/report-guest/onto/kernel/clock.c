/* The clock. */
static int ticks;
static int last_tick;

int read_clock(void)
{
	return ticks;
}

void advance_clock(int by)
{
	if (by > 0)
		ticks += by;
	last_tick = ticks;
}

int clock_is_late(int now)
{
	return now - last_tick > 12;
}
