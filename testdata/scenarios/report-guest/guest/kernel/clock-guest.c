/* The clock of a guest. */
static int ticks;
static int last_tick;

int read_clock(void)
{
	return ticks + host_ticks();
}

void advance_clock(int by)
{
	ticks += by;
	last_tick = ticks;
}

int clock_is_late(int now)
{
	return now - last_tick > 10;
}
