#ifndef PEBBLE_MM_H
#define PEBBLE_MM_H

#define PAGE_ZERO	0x1

struct space;

struct area {
	struct area *next;
	unsigned long start, end;
	int writable;
};

void *page_alloc(int flags);
void page_free(void *page);
void pages_add(unsigned long start, unsigned long end);
void pages_reserve(unsigned long start, unsigned long end);

void page_map(unsigned long address, void *page, int flags);
void page_unmap(unsigned long address);
void pagetable_setup(unsigned long end);

struct area *area_find(struct space *space, unsigned long address);
int area_fill(struct area *area, unsigned long address);

void *mem_get(unsigned long size);
void mem_put(void *object);

#endif
