/* Calls to the hypervisor. */

long guest_call(int n)
{
	return trap(n);
}
