int side;
