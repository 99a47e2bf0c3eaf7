struct packet {
	int length;
#ifdef CONFIG_GUEST
	int checksum_left;
#endif
};
