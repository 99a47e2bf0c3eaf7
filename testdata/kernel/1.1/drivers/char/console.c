/* A console: eighty columns of characters on the screen. */

#include <pebble/kernel.h>

#define SCREEN	0x90000
#define COLUMNS	80
#define ROWS	25

static int column, row;

void console_put(char c)
{
	if (c != '\n')
		port_write(SCREEN + row * COLUMNS + column++, c);
	if (c == '\n' || column == COLUMNS) {
		column = 0;
		row = (row + 1) % ROWS;
	}
}
