"""Measures Markdown: a full render, one key with cached blocks, and hostile texts."""

import argparse
import random
import time
from dataclasses import replace

import markdown
from table import Row, percentiles, report

from newsletter_app.rendering.article_worker import ArticlesInWorker
from newsletter_app.rendering.articles import Articles, ArticlesHere
from newsletter_app.rendering.source import Source
from newsletter_app.worker import Worker

LENGTHS, KEYS, ROUNDS = (500, 2_000, 10_000, 50_000), 41, 5
EXTRA = ["extra", "sane_lists", "smarty", "toc"]
TEXT = (
    "the research shows that people who use services often meet barriers when they look for help and support"
    " with their families project outcome partner safety group"
)
WORDS = TEXT.split()
HOSTILE = {
    "[": "[",
    "![": "![",
    "[a](": "[a](",
    "<a ": "<a ",
    "nested quotes": "> ",
    "tight list": "- item\n",
    "links": "[a](https://example.org/b) word ",
    "bare links": "https://example.org/b. ",
    "emphasis": "*a **b** _c_ `d` ",
    "delimiters": "*a_ ",
    "backticks": "`a``b```c",
    "brackets": "[]",
    "pictures": "![](",
    "merge fields": "{{a",
    "headings": "# a\n",
    "table": "|a|b\n",
    "html": "<div>\n\n",
    "comments": "<!--",
    "footnotes": "[^a]",
    "quotation marks": "\"'",
    "numbers": "1) a\n\n",
    "spaces": " ",
}
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def milliseconds(work) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def sentence(chance: random.Random, words: int) -> str:
    chosen = [chance.choice(WORDS) for _number in range(words)]
    for number, word in enumerate(chosen):
        match chance.randrange(60):
            case 0:
                chosen[number] = f"**{word}**"
            case 1:
                chosen[number] = f"*{word}*"
            case 2:
                chosen[number] = f"[{word}](https://example.org/{word})"
            case 3:
                chosen[number] = f'"{word}"'
    return " ".join(chosen).capitalize() + "."


def post(words: int) -> str:
    chance, parts, count = random.Random(1), [], 0
    while count < words:
        kind = chance.random()
        if kind < 0.1:
            parts.append("## " + sentence(chance, 5))
            count += 5
        elif kind < 0.2:
            parts.append("\n".join("- " + sentence(chance, 8) for _item in range(5)))
            count += 40
        elif kind < 0.25:
            parts.append("> " + sentence(chance, 30))
            count += 30
        else:
            parts.append(sentence(chance, 60))
            count += 60
    return "\n\n".join(parts)


def keys(articles: Articles, source: Source) -> list[float]:
    """Type one word in the middle, and return what each key took."""
    articles.update("bench", source)
    middle = source.body.index(" ", len(source.body) // 2)
    before, after = source.body[:middle], source.body[middle:]
    typed = [replace(source, body=f"{before}{'x' * number}{after}") for number in range(1, KEYS)]
    return [milliseconds(lambda text=text: articles.update("bench", text)) for text in typed]


def of_length(words: int, worker: Worker) -> list[Row]:
    source = Source(post(words))
    full = [milliseconds(lambda: ArticlesHere().article(source)) for _round in range(ROUNDS)]
    peer = [
        milliseconds(lambda: markdown.markdown(source.body, extensions=EXTRA)) for _round in range(ROUNDS)
    ]
    here, there = keys(ArticlesHere(), source), keys(ArticlesInWorker(worker), source)
    share = sorted(full)[ROUNDS // 2] / sorted(here)[len(here) // 2]
    goal = {10_000: "about 1 ms", 50_000: "< 10 ms"}.get(words, "")
    return [
        Row(f"full render, {words} words", percentiles(full), peer=f"Python-Markdown {percentiles(peer)}"),
        Row(f"one key, {words} words", percentiles(here), goal, f"1/{share:.0f} of a full render"),
        Row(f"one key through the worker, {words} words", percentiles(there)),
    ]


def hostile(worker: Worker) -> Row:
    """Return the slowest answer to any hostile text."""
    articles, slowest = ArticlesInWorker(worker), (0.0, "")
    for name, pattern in HOSTILE.items():
        for size in SIZES:
            source = Source((pattern * (size // len(pattern) + 1))[:size])
            slowest = max(
                slowest, (milliseconds(lambda text=source: articles.article(text)), f"{name} x {size}")
            )
    what = f"slowest of {len(HOSTILE)} hostile patterns, up to {SIZES[-1]} characters"
    return Row(what, f"{slowest[0]:.0f} ms", "≤ 1000 ms", slowest[1])


def measured(lengths: tuple[int, ...]) -> list[Row]:
    with Worker() as worker:
        ArticlesInWorker(worker).article(Source("warm"))
        rows = [row for words in lengths for row in of_length(words, worker)]
        return [*rows, hostile(worker)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, nargs="*", default=LENGTHS)
    report(measured(tuple(parser.parse_args().words)))
