#ifndef PEBBLE_TINY_PAGE_H
#define PEBBLE_TINY_PAGE_H

#define PAGE_SHIFT 14
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define page_to_frame(page) ((page) - frame_table)
#define frame_to_page(frame) (frame_table + (frame))
#define virt_to_frame(address) (__pa(address) >> PAGE_SHIFT)

#endif
