struct packet {
	int length;
};
