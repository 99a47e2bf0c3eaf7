#ifndef PEBBLE_KERNEL_H
#define PEBBLE_KERNEL_H

#define E_RANGE		1
#define E_BUSY		2
#define E_NOMEM		3
#define E_FAULT		4
#define E_LATER		5
#define E_NODEV		6

void kprint(const char *format, ...);
void panic(const char *why) __attribute__((noreturn));

unsigned int port_read(unsigned int reg);
void port_write(unsigned int reg, unsigned int value);
void cpu_wait(void);
unsigned long kernel_end(void);

void machine_setup(void);
void machine_halt(void);
void machine_time_setup(void);

#endif
