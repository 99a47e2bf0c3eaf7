int guest;
