"""Estimates beforehand what a text costs to render."""

MOST_OF_A_CHUNK = 0.45
MOST_OF_A_POST = 0.9

# Processor seconds apiece, measured on a slow machine with the inputs that `benchmarks/articles.py` lists.
_CHUNK = 60e-6
_CHARACTER = 1.2e-6
_COSTS = (
    ("\n", 15e-6),
    ("](", 60e-6),
    ("[", 10e-6),
    ("]", 6e-6),
    ("<", 12e-6),
    ("://", 25e-6),
    ("www.", 25e-6),
    ("@", 10e-6),
    ("*", 6e-6),
    ("_", 6e-6),
    ("`", 6e-6),
    ("~", 6e-6),
    ("{{", 10e-6),
    ("'", 6e-6),
    ('"', 6e-6),
    ("--", 4e-6),
    ("...", 4e-6),
    ("\\", 3e-6),
    ("|", 8e-6),
)


def effort(text: str) -> float:
    """Return about how many seconds a slow machine takes for a chunk; 10,000 words take some 0.1."""
    return _CHUNK + len(text) * _CHARACTER + sum(text.count(mark) * cost for mark, cost in _COSTS)
