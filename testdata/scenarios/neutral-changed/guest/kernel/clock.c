/* The clock. */
static int ticks = 1;

int read_clock(void)
{
	return ticks -
	       stolen_ticks();
}
