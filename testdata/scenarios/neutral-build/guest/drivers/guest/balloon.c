int balloon;
