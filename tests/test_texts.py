"""Reads every text that the program shows to a person."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from newsletter_app import errors
from newsletter_app.exporting.registry import TARGETS
from newsletter_app.importing.registry import IMPORTERS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "newsletter_app"
MARKS = {"_", "N_", "ngettext"}
ERRORS = {
    name for name, each in vars(errors).items() if inspect.isclass(each) and issubclass(each, Exception)
}
WIDGETS = {
    "QAction",
    "QCheckBox",
    "QGroupBox",
    "QLabel",
    "QMessageBox",
    "QPushButton",
    "QRadioButton",
    "QToolButton",
}
SETTERS = {
    *("addAction", "addButton", "addMenu", "addTab", "setAccessibleDescription", "setAccessibleName"),
    *("setInformativeText", "setPlaceholderText", "setStatusTip", "setTabText", "setText", "setTitle"),
    *("setToolTip", "setWhatsThis", "setWindowTitle", "echo", "secho"),
}
NAMED = {"hint", "help", "label", "placeholder", "tooltip"}
BEGGING = re.compile(r"(?i)\b(please|successfully|invalid|oops|sorry|unfortunately)\b|!(?!\[|=)")
AMERICAN = re.compile(
    r"(?i)\b(colou?red\b(?<!coloured)|colors?|center(?:ed)?|behavior|favorites?|gray|canceled|canceling|labeled|"
    r"catalog|program(?:me)?r?ize|organiz\w+|recogniz\w+|summariz\w+|customiz\w+|optimiz\w+|synchroniz\w+|"
    r"apologiz\w+|initializ\w+|minimiz\w+|modeling|traveled|fulfill)\b"
)


class Text(NamedTuple):
    """A literal text with its place; `call` is what it is given to, `is_marked` that it can be translated."""

    where: str
    text: str
    call: str
    is_marked: bool


@cache
def texts_of(source: Path) -> tuple[Text, ...]:
    return tuple(found_in(source))


def found_in(source: Path) -> Iterator[Text]:
    for path in sorted(source.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            where = f"{path.relative_to(source).as_posix()}, line {call.lineno}"
            for given in arguments_of(call):
                yield from literals(given, where, name_of(call))


def arguments_of(call: ast.Call) -> list[ast.expr]:
    name = name_of(call)
    if name in MARKS:
        return call.args[:2]
    if name in ERRORS | WIDGETS | SETTERS:
        return [*call.args, *(k.value for k in call.keywords if k.arg in NAMED | {"text"})]
    return [k.value for k in call.keywords if k.arg in NAMED]


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def literals(given: ast.expr, where: str, call: str) -> Iterator[Text]:
    match given:
        case ast.Constant(value=str(text)):
            yield Text(where, text, call, call in MARKS)
        case ast.JoinedStr(values=values):
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in values)
            yield Text(where, text, call, is_marked=False)
        case ast.Call(func=ast.Attribute(value=of, attr="format")):
            yield from literals(of, where, call)
        case ast.Call(args=args) if name_of(given) in MARKS:
            yield from (Text(where, t.text, call, t.is_marked) for a in args for t in literals(a, where, "_"))
        case ast.IfExp(body=one, orelse=other):
            yield from literals(one, where, call)
            yield from literals(other, where, call)
        case ast.BinOp(left=left, right=right):
            yield from literals(left, where, call)
            yield from literals(right, where, call)


def says_something(text: str) -> bool:
    """Words for people have a space or begin with a capital; an object name or option has neither."""
    words = re.sub(r"\{[^}]*\}|<[^>]*>|&\w+;", "", text)
    return bool(re.search(r"[A-Za-z]{2,}\s+[A-Za-z]|^[A-Z][a-z]{2,}", words))


def unmarked(source: Path) -> list[str]:
    return [
        f"{each.where}: {each.text!r} cannot be translated; put it through _()."
        for each in texts_of(source)
        if not each.is_marked and says_something(each.text)
    ]


def without_stop(source: Path) -> list[str]:
    return [
        f"{each.where}: {each.text!r} is an error and ends without a full stop."
        for each in texts_of(source)
        if each.call in ERRORS
        and says_something(each.text)
        and not each.text.rstrip().endswith((".", "?", "}"))
    ]


def badly_worded(source: Path) -> list[str]:
    return [
        f"{each.where}: {found.group()!r} in {each.text!r} is not how we put it."
        for each in texts_of(source)
        if (found := BEGGING.search(each.text) or AMERICAN.search(each.text)) and says_something(each.text)
    ]


def test_every_text_can_be_translated():
    assert unmarked(SOURCE) == []


def test_every_error_ends_with_a_full_stop():
    assert without_stop(SOURCE) == []


def test_no_text_shouts_begs_or_spells_otherwise():
    assert badly_worded(SOURCE) == []


def test_there_are_texts_to_read():
    assert sum(1 for each in texts_of(SOURCE) if each.is_marked) > 100


def words_of(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, inner in value.items():
                if key not in {"de", "fr", "cy", "es", "pl"}:
                    yield from words_of(inner)
        case list():
            for inner in value:
                yield from words_of(inner)


@pytest.mark.parametrize(
    "manifest", sorted((ROOT / "templates").glob("*/template.toml")), ids=lambda p: p.parent.name
)
def test_the_words_of_templates_are_worded_alike(manifest: Path):
    for text in words_of(tomllib.loads(manifest.read_text(encoding="utf-8"))):
        assert not BEGGING.search(text), text
        assert not AMERICAN.search(text), text


@pytest.mark.parametrize(
    "name",
    [
        *(target.name for target in TARGETS),
        *(importer.name for importer in IMPORTERS),
        *(path.parent.name for path in sorted((ROOT / "templates").glob("*/template.toml"))),
    ],
)
def test_the_readme_names_every_target_importer_and_template(name: str):
    assert f"`{name}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "find", "sentence"),
    [
        ('label.setText("Send it now")', unmarked, "cannot be translated"),
        ('label.setText(f"Send {n} of them")', unmarked, "cannot be translated"),
        ('QLabel("Library")', unmarked, "cannot be translated"),
        ('raise Missing("No such post.")', unmarked, "cannot be translated"),
        ('raise Missing(_("No such post."), hint="Look again.")', unmarked, "cannot be translated"),
        ('option("--as", help="the format")', unmarked, "cannot be translated"),
        ('click.echo("Two posts".format())', unmarked, "cannot be translated"),
        ('raise Missing(_("No such post"))', without_stop, "without a full stop"),
        (
            'raise Missing(_("No post."), hint=_("Look {there} now").format(there=1))',
            without_stop,
            "without a full stop",
        ),
        ('_("Please choose a file")', badly_worded, "Please"),
        ('_("Saved!")', badly_worded, "!"),
        ('N_("Accent color")', badly_worded, "color"),
        ('ngettext("One file organized", "{n} files", 2)', badly_worded, "organized"),
    ],
)
def test_each_rule_can_fail(tmp_path: Path, code: str, find, sentence: str):
    (tmp_path / "a.py").write_text(code, encoding="utf-8")

    (found,) = find(tmp_path)

    assert sentence in found
    assert found.startswith("a.py, line 1")


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(_("Send it now"))',
        'label.setText("")',
        'label.setText("editor.text")',
        "label.setText(title)",
        'raise Missing(_("No post {name}.").format(name=name), hint=_("Did you mean {other}?"))',
        'QLabel(_("Ready") if ready else _("Draft"))',
    ],
)
def test_what_is_worded_well_is_left_in_peace(tmp_path: Path, code: str):
    (tmp_path / "a.py").write_text(code, encoding="utf-8")

    assert unmarked(tmp_path) + without_stop(tmp_path) + badly_worded(tmp_path) == []
