#ifndef PEBBLE_SCHED_H
#define PEBBLE_SCHED_H

#include <pebble/chain.h>
#include <pebble/time.h>

enum task_state { TASK_READY, TASK_RUNNING, TASK_ASLEEP, TASK_GONE };

struct space;

struct task {
	struct link link;
	const char *name;
	enum task_state state;
	int priority;
	nsec_t used;
	struct space *space;
};

extern struct task *current_task;

void task_start(struct task *task);
void task_sleep(void);
void task_wake(struct task *task);
void task_yield(void);
void task_exit(struct task *task, int status);

#endif
