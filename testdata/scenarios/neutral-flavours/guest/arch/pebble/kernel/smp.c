int processors = 4;
