/* Four lines, one function each. */

void line_0(void)
{
	irq_mask();
	irq_ack();
	irq_unmask();
}

void line_1(void)
{
	irq_mask();
	irq_ack();
	irq_unmask();
}

void line_2(void)
{
	irq_mask();
	irq_ack();
	irq_unmask();
}
