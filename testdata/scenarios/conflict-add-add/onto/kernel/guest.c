/* Guests are not supported. */

long guest_call(int n)
{
	return -1;
}
