"""Finds points of a list that say nearly the same."""

import re
from itertools import combinations

_TOKEN = re.compile(r"\d[\d.,]*%?|\w+")
_LONGEST_LIST = 200
_ALIKE_WITH_FIGURES = 0.6
_ALIKE = 0.8
_FEWEST_WORDS = 4


def repeats(points: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the places, from 1, of two points that have the same figures with mostly the same words.

    >>> repeats(("87% of men started", "Nobody left", "87% of men began"))
    ((1, 3),)
    """
    tokens = [frozenset(_TOKEN.findall(point.casefold())) for point in points[:_LONGEST_LIST]]
    pairs = combinations(range(len(tokens)), 2)
    return tuple((one + 1, other + 1) for one, other in pairs if _are_alike(tokens[one], tokens[other]))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    if fewer < _FEWEST_WORDS or _figures(one) != _figures(other):
        return False
    return len(one & other) / fewer >= (_ALIKE_WITH_FIGURES if _figures(one) else _ALIKE)


def _figures(tokens: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens if token[0].isdigit())
