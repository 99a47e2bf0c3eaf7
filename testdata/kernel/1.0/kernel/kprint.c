/* Messages of the kernel: kept in a ring, and sent to whoever listens. */

#include <stdarg.h>
#include <pebble/kernel.h>

#define RING_SIZE	4096

static char ring[RING_SIZE];
static unsigned int ring_end;

static void (*listener)(char c);

void kprint_listen(void (*listen)(char c))
{
	listener = listen;
}

static void put(char c)
{
	ring[ring_end++ % RING_SIZE] = c;
	if (listener)
		listener(c);
}

static void put_string(const char *s)
{
	while (*s)
		put(*s++);
}

static void put_number(unsigned long n, unsigned int radix)
{
	if (n >= radix)
		put_number(n / radix, radix);
	put("0123456789abcdef"[n % radix]);
}

void kprint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	for (; *format; format++) {
		if (*format != '%') {
			put(*format);
			continue;
		}
		switch (*++format) {
		case 'd':
			put_number(va_arg(args, int), 10);
			break;
		case 's':
			put_string(va_arg(args, const char *));
			break;
		case 'l':
			put_number(va_arg(args, unsigned long),
				   *++format == 'x' ? 16 : 10);
			break;
		default:
			put(*format);
		}
	}
	va_end(args);
}
