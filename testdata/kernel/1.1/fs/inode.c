/* Files in use, by number. */

#include <pebble/kernel.h>
#include <pebble/mm.h>

struct inode {
	struct inode *next;
	unsigned long number;
	int users;
};

static struct inode *inodes;

struct inode *inode_get(unsigned long number)
{
	struct inode *inode;

	for (inode = inodes; inode; inode = inode->next) {
		if (inode->number == number) {
			inode->users++;
			return inode;
		}
	}
	inode = mem_get(sizeof *inode);
	if (!inode)
		return 0;
	inode->number = number;
	inode->users = 1;
	inode->next = inodes;
	inodes = inode;
	return inode;
}

void inode_put(struct inode *inode)
{
	inode->users--;
}
