int processors = 3;
