"""What the sandbox lets through the worker still ends."""

import time

import pytest

from newsletter_app.errors import AppError, OverLimit, TemplateError
from newsletter_app.rendering.template_filling import FillInWorker, TemplateRequest
from newsletter_app.worker import Worker

LOOPS = "{% for a in range(1000) %}" * 4 + "{% endfor %}" * 4
DOUBLING = (
    "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
)
RECURSION = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
WRITES = "{% for a in range(1000) %}{% for b in range(1000) %}aaaaaaaaaa{% endfor %}{% endfor %}"
NUMBERS = "{% set ns = namespace(x=1) %}" + LOOPS[:52] + "{% set ns.x = ns.x + ns.x %}"
BOMBS = {
    "loops": LOOPS,
    "doubling": DOUBLING,
    "recursion": RECURSION,
    "writes": WRITES,
    "numbers": NUMBERS + "{% endfor %}" * 2,
    "nested": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
}


@pytest.fixture(scope="module")
def worker():
    with Worker() as started:
        yield started


def fill(worker, text, **context):
    return FillInWorker(worker)(TemplateRequest({"mail.html": text}, "mail.html", context))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_ended_and_the_next_template_is_filled(worker, name):
    began = time.monotonic()
    with pytest.raises((OverLimit, TemplateError)):
        fill(worker, BOMBS[name])
    assert time.monotonic() - began < 9  # two processor seconds on a machine that others use as well
    assert fill(worker, "{{ a }}", a="still here") == "still here"


def test_an_error_comes_back_whole(worker):
    with pytest.raises(TemplateError) as caught:
        fill(worker, "a\nb\n{{ nothing.there }}")
    assert (caught.value.file, caught.value.line) == ("mail.html", 3)


def test_a_page_that_grows_too_large_is_no_mistake_of_a_line(worker):
    with pytest.raises(TemplateError) as caught:
        fill(worker, "{{ words }}", words="word " * 1_100_000)
    assert caught.value.message == "The page would have more than 5 MB."
    assert caught.value.hint.startswith("Divide the text")


def test_every_failure_is_one_a_person_can_read(worker):
    with pytest.raises(AppError) as caught:
        fill(worker, "{% include 'x.html' %}")
    assert caught.value.message.endswith(".")
    assert "x.html" in caught.value.message
