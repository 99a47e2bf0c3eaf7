/* The first instructions: a stack, a clean bss, and off to C. */

	.section .text.boot
	.globl _start
_start:
	la	sp, boot_stack_top
	la	t0, __bss_start
	la	t1, __bss_end
clear:
	beq	t0, t1, go
	st	zero, 0(t0)
	add	t0, t0, 4
	j	clear
go:
	call	pebble_main
halt:
	wait
	j	halt
