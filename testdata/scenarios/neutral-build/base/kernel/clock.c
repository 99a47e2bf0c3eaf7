/* The clock. */
static int ticks;

int read_clock(void)
{
	return ticks;
}
