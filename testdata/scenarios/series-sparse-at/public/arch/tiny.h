#define NR_CALLS 1
