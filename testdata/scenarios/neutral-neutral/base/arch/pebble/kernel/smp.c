int processors = 2;
