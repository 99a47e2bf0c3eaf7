int guest_calls;
