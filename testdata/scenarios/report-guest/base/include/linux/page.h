#ifndef LINUX_PAGE_H
#define LINUX_PAGE_H

struct page {
	int flags;
};

int count_pages(void);
void strike(void);

#endif
