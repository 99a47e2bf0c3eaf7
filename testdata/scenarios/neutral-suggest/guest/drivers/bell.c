void ring(int times)
{
	while (times-- > 0)
		strike();
}
