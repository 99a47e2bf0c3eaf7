/* One processor, a queue of tasks that are ready for it. */

#include <pebble/kernel.h>
#include <pebble/sched.h>

#define SLICE	(10 * NSEC_PER_MSEC)

struct task *current_task;

static struct chain ready;
static nsec_t slice_start;

void cpu_switch(struct task *from, struct task *to);

static struct task *pick(void)
{
	struct link *link = chain_pop(&ready);

	return link ? (struct task *)link : current_task;
}

static void switch_to(struct task *next)
{
	struct task *last = current_task;
	nsec_t now = time_now();

	last->used += now - slice_start;
	slice_start = now;
	next->state = TASK_RUNNING;
	current_task = next;
	if (next != last)
		cpu_switch(last, next);
}

void task_start(struct task *task)
{
	task->used = 0;
	wake_task(task);
}

void wake_task(struct task *task)
{
	if (task->state == TASK_READY)
		return;
	task->state = TASK_READY;
	chain_push(&ready, &task->link);
}

void task_sleep(void)
{
	current_task->state = TASK_ASLEEP;
	switch_to(pick());
}

/* Gives the processor away if the task has had its slice. */
void task_yield(void)
{
	if (time_now() - slice_start < SLICE)
		return;
	if (current_task->state == TASK_RUNNING) {
		current_task->state = TASK_READY;
		chain_push(&ready, &current_task->link);
	}
	switch_to(pick());
}

void task_exit(struct task *task, int status)
{
	kprint("%s: ends with %d\n", task->name, status);
	task->state = TASK_GONE;
	if (task == current_task)
		switch_to(pick());
}
