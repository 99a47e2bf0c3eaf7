#define CALL_HALT 0
