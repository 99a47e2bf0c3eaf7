int stolen_ticks(void)
{
	return 0;
}
