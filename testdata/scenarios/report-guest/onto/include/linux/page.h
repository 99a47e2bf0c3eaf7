#ifndef LINUX_PAGE_H
#define LINUX_PAGE_H

struct page {
	int flags;
};

int pages_of(int node);
void strike(void);

#endif
