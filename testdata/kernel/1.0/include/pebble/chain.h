#ifndef PEBBLE_CHAIN_H
#define PEBBLE_CHAIN_H

/* A queue of things that have a link in them: in at the back, out in front. */
struct link {
	struct link *behind;
};

struct chain {
	struct link *front;
	struct link *back;
};

static inline void chain_push(struct chain *chain, struct link *link)
{
	link->behind = 0;
	if (chain->back)
		chain->back->behind = link;
	else
		chain->front = link;
	chain->back = link;
}

static inline struct link *chain_pop(struct chain *chain)
{
	struct link *link = chain->front;

	if (link && !(chain->front = link->behind))
		chain->back = 0;
	return link;
}

#endif
