"""What is done where the program itself is at fault."""
