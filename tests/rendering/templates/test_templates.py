"""Templates are found, checked, copied and filled by name."""

import pytest

from newsletter_app.content.kinds import Kind
from newsletter_app.errors import ContentError, Missing, NeedsConfirmation, TemplateError
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.template_filling import FillInWorker
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.template_manifest import read_manifest
from newsletter_app.rendering.template_options import option_values, require_known
from newsletter_app.rendering.template_sample import sample_contexts
from newsletter_app.rendering.templates import Templates
from newsletter_app.worker import Worker

TOML = """\
description = "A note."
kind = "post"
targets = ["mail"]

[options.size]
type = "choice"
default = "small"
label = "Size"
choices = { small = "Small", large = "Large" }

[options.loud]
type = "flag"
default = false

[options.columns]
type = "number"
default = 2

[words.en]
hello = "Hello"
bye = "Bye"

[words.de]
hello = "Hallo"
"""


@pytest.fixture
def team(tmp_path):
    folder = tmp_path / "templates"
    make(folder / "note")
    return folder


def make(folder, toml=TOML, mail="<p>{{ words.hello }} {{ options.size }} {{ post.title }}</p>"):
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text(toml, encoding="utf-8")
    (folder / "mail.html").write_text(mail, encoding="utf-8")


@pytest.fixture
def templates(team):
    return Templates([team, shipped_templates()], fill_here)


def context(language="en-GB", **options):
    manifest = read_manifest(shipped_templates() / "letter")
    return next(iter(sample_contexts(manifest))) | {"language": language, "options": options}


def test_a_manifest_says_what_a_template_is_for(templates):
    note = templates.get("note")
    assert (note.name, note.description, note.kind, note.targets) == ("note", "A note.", Kind.POST, ("mail",))
    assert [option.name for option in note.options] == ["size", "loud", "columns"]
    assert note.options[0].choices == (("small", "Small"), ("large", "Large"))
    assert note.options[1].label == "loud"


def test_words_of_a_language_fall_back_to_english(templates):
    assert templates.get("note").words_in("de-AT") == {"hello": "Hallo", "bye": "Bye"}
    assert templates.get("note").words_in("cy") == {"hello": "Hello", "bye": "Bye"}


def test_the_teams_template_hides_the_shipped_one_of_its_name(templates, team):
    make(team / "letter", mail="<p>ours</p>")
    assert templates.render("letter", context()) == "<p>ours</p>"


def test_options_and_words_reach_the_page(templates):
    assert templates.render("note", context("de", size="large")).startswith("<p>Hallo large")
    assert templates.render("note", context()).startswith("<p>Hello small")


def test_an_unknown_name_is_told_with_the_nearest(templates):
    with pytest.raises(Missing) as caught:
        templates.get("digets")
    assert "digest" in caught.value.hint


@pytest.mark.parametrize("name", ["../letter", "parts", "", "letter/", "LETTER"])
def test_only_folders_with_a_manifest_are_templates(templates, name):
    with pytest.raises(Missing):
        templates.get(name)


def test_option_values_are_of_their_type(templates):
    note = templates.get("note")
    assert option_values(note, {"loud": "yes", "columns": "3"}) == {
        "size": "small",
        "loud": True,
        "columns": 3,
    }
    assert option_values(note, {"other": "x"}) == {"size": "small", "loud": False, "columns": 2}


@pytest.mark.parametrize("given", [{"loud": "perhaps"}, {"columns": "many"}, {"size": "huge"}])
def test_a_value_that_does_not_fit_is_told(templates, given):
    with pytest.raises(ContentError, match="cannot have this value"):
        option_values(templates.get("note"), given)


def test_an_option_it_does_not_have_is_told_with_the_nearest(templates):
    with pytest.raises(ContentError) as caught:
        require_known(templates.get("note"), {"sise": "large"})
    assert "size" in caught.value.hint
    require_known(templates.get("note"), {"size": "large"})


def test_a_template_is_not_filled_for_what_it_cannot_show(templates):
    with pytest.raises(TemplateError, match="does not show"):
        templates.render("digest", context())


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('name = "other"\n' + TOML, "odd"),
        ("kind = = 1", "line 1"),
        (TOML.replace('"A note."', '""'), "description"),
        (TOML.replace('"post"', '"letter"'), "kind"),
        (TOML.replace('["mail"]', '["pdf"]'), "targets"),
        (TOML.replace('"choice"', '"colour"'), "size"),
        (TOML.replace('default = "small"', 'default = "none"'), "size"),
        (TOML.replace("default = false", 'default = "no"'), "loud"),
        (TOML.replace("default = 2", "default = true"), "columns"),
        (TOML.replace('hello = "Hello"', "hello = 1"), "words.en"),
        (TOML.replace("[options.loud]", "[options.Loud-er]"), "Loud-er"),
        ("options = 3\n" + TOML.split("\n\n")[0], "options"),
    ],
)
def test_a_faulty_manifest_is_told_and_left_out_of_the_list(templates, team, toml, told):
    make(team / "odd", toml)
    assert "odd" not in [manifest.name for manifest in templates.all()]
    (problem,) = templates.check(team / "odd")
    assert told in problem
    assert problem.endswith(".")
    with pytest.raises(TemplateError):
        templates.get("odd")


def test_check_tells_a_slip_in_a_file_with_its_line(templates, team):
    make(team / "slip", mail="<p>\n{{ post.titel }}")
    (problem,) = templates.check(team / "slip")
    assert "mail.html, line 2" in problem
    assert templates.check(team / "note") == ()


def test_check_tells_a_file_that_is_missing_or_writes_nothing(templates, team):
    make(team / "none", TOML.replace('["mail"]', '["mail", "page"]'), mail="{# nothing #}")
    assert templates.check(team / "none") == (
        "The target “page” needs a file page.html.",
        "mail.html writes nothing.",
    )


def test_check_survives_whatever_lies_in_the_folder(templates, tmp_path):
    (tmp_path / "Bad Name").mkdir()
    make(tmp_path / "latin")
    (tmp_path / "latin" / "mail.html").write_bytes(b"\xff\xfe")
    make(tmp_path / "large", mail="x" * 600_000)
    for folder, told in (
        ("Bad Name", "named"),
        ("gone", "no template.toml"),
        ("latin", "UTF-8"),
        ("large", "500 KB"),
    ):
        (problem,) = templates.check(tmp_path / folder)
        assert told in problem


@pytest.mark.parametrize("name", ["letter", "digest", "announcement", "post", "round-up", "page"])
def test_a_copy_stands_alone_and_shows_the_same(templates, team, name):
    folder = templates.copy(name, f"our-{name}", team)
    assert templates.check(folder) == ()
    alone = Templates([team], fill_here)  # without the shipped parts
    assert alone.check(folder) == ()
    given = next(iter(sample_contexts(templates.get(name))))
    assert alone.render(f"our-{name}", given) == templates.render(name, given)


def test_a_copy_replaces_nothing(templates, team):
    with pytest.raises(NeedsConfirmation):
        templates.copy("letter", "note", team)
    with pytest.raises(TemplateError):
        templates.copy("letter", "../x", team)
    with pytest.raises(TemplateError):
        templates.copy("letter", "parts", team)


def test_an_edited_template_is_filled_anew(templates, team):
    first = templates.render("note", context())
    (team / "note" / "mail.html").write_text("<p>new</p>", encoding="utf-8")
    assert first != templates.render("note", context()) == "<p>new</p>"


def test_the_worker_fills_the_same_page(team):
    with Worker() as worker:
        there = Templates([team, shipped_templates()], FillInWorker(worker))
        here = Templates([team, shipped_templates()], fill_here)
        for name in ("letter", "digest", "page"):
            given = next(iter(sample_contexts(here.get(name))))
            assert there.render(name, given) == here.render(name, given)
