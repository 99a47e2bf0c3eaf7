/* Packets. */

int nr_packets;

void packet_put(void)
{
	nr_packets--;
}
