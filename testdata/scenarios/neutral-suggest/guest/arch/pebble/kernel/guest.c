#include <linux/guest.h>

int guest_number;
