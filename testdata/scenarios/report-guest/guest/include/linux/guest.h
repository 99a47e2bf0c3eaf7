void ask_host(void);
void ask_host_once(void);
