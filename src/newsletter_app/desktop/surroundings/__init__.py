"""What a window says of the place its library lies in, and of who else has it open."""
