/* From the boot code to the first task. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <pebble/sched.h>

void drivers_setup(void);
void fs_setup(void);
void net_setup(void);

static struct task first = { .name = "first", .priority = 1 };

void pebble_main(void)
{
	machine_setup();
	machine_time_setup();
	kprint("Pebble 1.0\n");
	drivers_setup();
	fs_setup();
	net_setup();
	task_start(&first);
	for (;;)
		task_yield();
}
