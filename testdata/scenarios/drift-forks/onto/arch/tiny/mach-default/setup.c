#include <pebble/machine.h>

void machine_setup(void)
{
	console_register(&serial_console);
	memory_add_region(0, board_memory_size());
	interrupt_controller_setup();
	clock_register(&board_clock);
	machine_ready = 1;
}
