	.text
	.globl tiny_entry
tiny_entry:
	save_registers tiny_frame
	load	r1, current_task
	store	r1, tiny_frame(r15)
	call	guest_dispatch
	load	r1, tiny_frame(r15)
	compare	r1, current_task
	branch_equal tiny_return
	call	tiny_switch_task
tiny_return:
	restore_registers tiny_frame
	return_from_trap
