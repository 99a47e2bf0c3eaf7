#ifndef MACHINE_H
#define MACHINE_H

#define NR_LINES 8

#endif
