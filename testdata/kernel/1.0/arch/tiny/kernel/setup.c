/* What the tiny machine needs done once, before anything else works. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <tiny/page.h>

#define MEMSIZE_REG	0xe000

static unsigned long memory_end;

static void find_memory(void)
{
	memory_end = port_read(MEMSIZE_REG) * 1024ul;
	if (memory_end > MAX_MEMORY)
		memory_end = MAX_MEMORY;
	kprint("memory: %lu bytes\n", memory_end);
}

static void reserve_kernel(void)
{
	pages_reserve(0, page_up(kernel_end()));
}

void machine_setup(void)
{
	find_memory();
	pages_add(0, memory_end);
	reserve_kernel();
	pagetable_setup(memory_end);
}

void machine_halt(void)
{
	port_write(0xffff, 0);
	for (;;)
		cpu_wait();
}
