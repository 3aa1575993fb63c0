"""The parts of the window, each made when it is needed: with app.py the composition root of the window."""
