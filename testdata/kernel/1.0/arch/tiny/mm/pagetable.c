/* Page tables of the tiny machine: two levels of 1024 entries. */

#include <pebble/kernel.h>
#include <pebble/mm.h>
#include <tiny/page.h>

static entry_t *root;

static entry_t *table_alloc(void)
{
	entry_t *table = page_alloc(PAGE_ZERO);

	if (!table)
		panic("pagetable: out of memory");
	return table;
}

static void table_free(entry_t *table)
{
	page_free(table);
}

static entry_t *lookup(entry_t *top, unsigned long address, int create)
{
	entry_t *slot = &top[top_index(address)];

	if (!entry_present(*slot)) {
		if (!create)
			return 0;
		*slot = entry_make(table_alloc(), ENTRY_TABLE);
	}
	return &entry_table(*slot)[low_index(address)];
}

void page_map(unsigned long address, void *page, int flags)
{
	entry_t *slot = lookup(root, address, 1);

	*slot = entry_make(page, flags);
	tlb_forget(address);
}

void page_unmap(unsigned long address)
{
	entry_t *slot = lookup(root, address, 0);

	if (!slot)
		return;
	*slot = 0;
	tlb_forget(address);
}

void pagetable_destroy(entry_t *top)
{
	int i;

	for (i = 0; i < TABLE_ENTRIES; i++)
		if (entry_present(top[i]))
			table_free(entry_table(top[i]));
	table_free(top);
}

void pagetable_setup(unsigned long end)
{
	unsigned long address;

	root = table_alloc();
	for (address = 0; address < end; address += PAGE_SIZE)
		page_map(address, (void *)address, ENTRY_WRITE);
	tlb_load(root);
}
