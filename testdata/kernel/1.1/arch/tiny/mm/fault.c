/* A page that is not there was touched. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <pebble/sched.h>

void page_fault(unsigned long address, int write)
{
	struct area *area = area_find(current_task->space, address);

	if (!area || (write && !area->writable)) {
		kprint("%s: bad address %lx\n", current_task->name, address);
		task_exit(current_task, -E_FAULT);
		return;
	}
	if (area_fill(area, address))
		task_exit(current_task, -E_NOMEM);
}
