int ticks;
