"""Measures a newsletter of 25 posts from its values to mail, beside css-inline alone on the same HTML."""

import argparse
import statistics
import time
from dataclasses import replace

import css_inline
from table import Row, percentiles, report

from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.record import Record
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.contexts import context_of_edition
from newsletter_app.rendering.edition import Edition, assemble
from newsletter_app.rendering.mail_page import mail_page, size_of
from newsletter_app.rendering.template_filling import FillInWorker
from newsletter_app.rendering.template_sample import ARTICLE, BRAND, INTRODUCTION, PICTURES, POST
from newsletter_app.rendering.templates import Templates
from newsletter_app.rendering.text_pages import TextPage
from newsletter_app.worker import Worker

POSTS, ROUNDS = 25, 101
SUMMARY = (
    "What was found, and what it means for those who do the work from day to day, in three sentences. " * 2
)
ITEMS = {
    f"p{number}": (
        replace(
            POST,
            title=f"Post number {number} with a title of about sixty characters",
            summary=SUMMARY,
            content_note="",
            record=Record(id=f"p{number}", version=1),
        ),
        ARTICLE,
    )
    for number in range(POSTS)
}
NEWSLETTER = Newsletter("Spring", "Spring", introduction="intro", entries=tuple(map(PostEntry, ITEMS)))


def edition() -> Edition:
    return assemble(NEWSLETTER, ITEMS, own={"intro": INTRODUCTION}, pictures=PICTURES)


def filled(templates: Templates, shown: Edition) -> str:
    context = context_of_edition(shown, brand=BRAND, pictures=PICTURES, family="mail")
    return templates.render("digest", context)


def whole(templates: Templates) -> str:
    shown = edition()
    TextPage(footer=BRAND).of_edition(shown)
    return mail_page(filled(templates, shown))


def milliseconds(work) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def measured(rounds: int) -> list[Row]:
    with Worker() as worker:
        templates = Templates([shipped_templates()], FillInWorker(worker))
        html, page = filled(templates, edition()), whole(templates)
        plain = css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)
        ours, theirs = [], []
        for _round in range(rounds):
            ours.append(milliseconds(lambda: whole(templates)))
            theirs.append(milliseconds(lambda: plain.inline(html)))
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    inline = f"css-inline alone {percentiles(theirs)}, ratio {ratio:.1f}"
    return [
        Row(
            f"newsletter of {POSTS} posts: values to mail and text, warm",
            percentiles(ours),
            "p50 ≤ 15 ms",
            inline,
        ),
        Row(f"HTML of that newsletter, {POSTS} posts", f"{size_of(page) / 1000:.1f} KB", "≤ 40 KB"),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    report(measured(parser.parse_args().rounds))
