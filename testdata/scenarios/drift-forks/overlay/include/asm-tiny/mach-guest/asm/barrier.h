#ifndef PEBBLE_TINY_BARRIER_H
#define PEBBLE_TINY_BARRIER_H

#define barrier_all() asm volatile("guest_fence" ::: "memory")
#define barrier_read() asm volatile("fence.r" ::: "memory")
#define barrier_write() asm volatile("fence.w" ::: "memory")

#endif
