#ifndef TINY_PAGE_H
#define TINY_PAGE_H

#define PAGE_SIZE	4096ul
#define MAX_MEMORY	(64ul << 20)
#define TABLE_ENTRIES	1024

#define ENTRY_PRESENT	0x1
#define ENTRY_WRITE	0x2
#define ENTRY_TABLE	0x4

typedef unsigned long entry_t;

#define page_up(x)	(((x) + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1))
#define top_index(a)	((a) >> 22)
#define low_index(a)	(((a) >> 12) & (TABLE_ENTRIES - 1))

#define entry_present(e)	((e) & ENTRY_PRESENT)
#define entry_make(p, flags)	((entry_t)(p) | (flags) | ENTRY_PRESENT)
#define entry_table(e)		((entry_t *)((e) & ~(PAGE_SIZE - 1)))

void tlb_load(entry_t *root);
void tlb_forget(unsigned long address);

#endif
