#ifndef LINUX_PAGE_H
#define LINUX_PAGE_H

struct page {
	int flags;
	int owner;
};

int count_pages(void);
void strike(void);

#endif
