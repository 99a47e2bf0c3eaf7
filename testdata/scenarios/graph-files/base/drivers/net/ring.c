/* A ring of packets. */

int ring_size(void)
{
	return 16;
}

int ring_used(void)
{
	return 0;
}
