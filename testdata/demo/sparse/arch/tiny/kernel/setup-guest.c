/* What a guest needs done once, before anything else works. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <tiny/guest/call.h>
#include <tiny/page.h>

unsigned long guest_pages(void);

static unsigned long memory_end;

static void find_memory(void)
{
	memory_end = guest_pages() * PAGE_SIZE;
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
	guest_call(CALL_YIELD, (void *)-1);
	for (;;)
		cpu_wait();
}
