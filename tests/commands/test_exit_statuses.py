"""Every way to fail has its status, its sentence, and what to do; nothing half-done stays behind."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from newsletter_app import cli
from newsletter_app.errors import Unavailable


def files_for(folder: Path) -> None:
    """Lay the files that bad inputs are made of."""
    (folder / "latin.md").write_bytes(b"caf\xe9")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "nul.txt").write_bytes(b"A fine\x00 title\n\nSome\x07 words that are quite fine.")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "none.png").write_bytes(b"no picture at all")
    (folder / "there.html").write_text("kept")
    (folder / "broken.md").write_text("---\ntitle: [\n---\nWords.")
    (folder / "folder").mkdir()
    Image.new("1", (9_000, 9_000)).save(folder / "bomb.png")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make once what every bad input is tried on: a post, a newsletter with it, a snippet, odd files."""
    folder = tmp_path_factory.mktemp("made")
    library = ["--library", str(folder / "library")]
    files_for(folder)
    cli.run([*library, "new", "post", "--title", "Spring meeting"], no_window)
    entry = ["--entry", "spring-meeting"]
    cli.run([*library, "new", "newsletter", "--title", "Spring", "--subject", "S", *entry], no_window)
    cli.run([*library, "new", "snippet", "--name", "contact"], no_window)
    return folder


@pytest.fixture
def sample(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)


def no_window(_library: str) -> int:
    raise AssertionError("no window was asked for")


BAD = [
    (1, "new post --title", "A post needs a title."),
    (1, "new post --title T --body no.md", "There is no file “no.md”."),
    (1, "new post --title T --body latin.md", "“latin.md” is not UTF-8 text: byte 4 (0xE9, line 1)"),
    (1, "new post --title T --body folder", "“folder” cannot be read."),
    (1, "new post --title T --language English!", "“English!” is no language."),
    (1, "new post --title T --date soon", "“soon” is no date."),
    (1, "new newsletter --title T --subject S --entry nothing", "There is no post called “nothing”."),
    (1, "new newsletter --title T --subject S --template digset", "Did you mean “digest”?"),
    (
        1,
        "new newsletter --title T --subject S --template letter",
        "The template letter is not for newsletters.",
    ),
    (1, "new snippet --name Big_Name", "A snippet cannot be called “Big_Name”."),
    (1, "new asset no.png --alt A", "There is no file “no.png”."),
    (1, "new asset none.png --alt A", "picture"),
    (1, "new asset bomb.png --alt A", "picture"),
    (1, "new asset none.png --alt", "The alt text is empty."),
    (1, "show spring-meting", "Did you mean spring-meeting"),
    (1, "edit spring-meeting --subject S", "A post has no subject."),
    (1, "edit spring-meeting --title", "A post needs a title."),
    (1, "edit spring-meeting --status sent", "A post cannot have the status sent."),
    (1, "edit spring-meeting --cover no", "There is no picture called “no”."),
    (1, "revisions spring-meeting --diff 1 7", "There is no revision 7"),
    (1, "revert spring-meeting 7", "There is no revision 7"),
    (1, "delete nothing", "There is no item called “nothing”."),
    (1, "undelete spring-meeting", "in the bin"),
    (1, "entries nothing list", "There is no newsletter called “nothing”."),
    (1, "entries spring move 1 9", "There is no place 9."),
    (1, "entries spring remove 0", "There is no place 0."),
    (1, "entries spring add --heading H --at 9", "There is no place 9."),
    (1, "entries spring add --button Go", "“Go” is no button."),
    (1, "entries spring add --button Go=javascript:alert(1)", "is no button."),
    (1, "import no.txt", "There is no file “no.txt”."),
    (1, "import latin.md", "“latin.md” is not UTF-8 text"),
    (1, "import binary.txt", "“binary.txt” is not UTF-8 text"),
    (1, "import empty.txt", "“empty.txt” is empty."),
    (1, "import folder", "There is no file to import in"),
    (1, "import none.png", "“none.png” is of a kind that cannot be read."),
    (1, "import broken.md", "“broken.md”, line"),
    (1, "import nul.txt latin.md", "“latin.md” is not UTF-8 text"),
    (1, "export nothing --to blog --out a.html", "There is no item called “nothing”."),
    (1, "export spring --to blog --out no/where/a.html", "."),
    (1, "export spring --to email --out a.html --template nope", "There is no template “nope”."),
    (1, "export spring --to email --out a.html --option nope=1", "has no option “nope”."),
    (1, "export contact --to blog --out a.html", "“contact” cannot be exported by itself."),
    (1, "templates show digset", "Did you mean “digest”?"),
    (1, "templates copy digest Not!", "A template is named with a to z"),
    (1, "entries spring add --text empty.txt", "The text is empty."),
    (1, "templates check no", "There is no folder “no”."),
    (1, "templates check folder", "The template “folder” cannot be used as it is."),
    (1, "brand set nme=H", "Did you mean “name”?"),
    (1, "brand set accent=#ffff00", "The nearest colour that can be read is"),
    (1, "brand logo none.png", "picture"),
    (1, "library info --library elsewhere", "There is no library in"),
    (1, "list --library postgresql://example.org/db", "cannot be opened by this version"),
    (2, "nonsense", "No such command"),
    (2, "lst", "Did you mean “list”?"),
    (2, "list everything", "everything"),
    (2, "show", "ID"),
    (2, "new post", "--title"),
    (2, "new post --title T --status final", "final"),
    (2, "new asset none.png", "--decorative"),
    (2, "new asset none.png --alt A --decorative", "--decorative"),
    (2, "new newsletter --title T --subject S --entry spring-meeting:whole", "whole"),
    (2, "entries spring add", "Name one thing to add"),
    (2, "entries spring add spring-meeting --divider", "Name one thing to add"),
    (2, "entries spring add --divider --as full", "Only a post"),
    (2, "revert spring-meeting first", "first"),
    (2, "export spring --to pigeon --out a", "pigeon"),
    (2, "export spring --to email --out a --option nope", "NAME=VALUE"),
    (2, "import nul.txt --as word", "word"),
    (2, "brand set name", "NAME=VALUE"),
    (2, "list --colour", "--colour"),
    (3, "export spring --to blog --out there.html", "exists already"),
    (4, "edit spring-meeting --title T --expect-revision 7", "is at revision 1, not at 7."),
]


@pytest.mark.parametrize(("status", "words", "said"), BAD, ids=[words for _status, words, _said in BAD])
def test_what_cannot_be_done_is_said(say, sample, tmp_path, status, words, said):
    before = say("list", "--json").out
    arguments = words.split(" ")
    if words.endswith(("--title", "--alt")):
        arguments.append("")

    answer = say(*arguments)

    assert answer.status == status, answer.err
    assert said in answer.err
    assert len(answer.err.splitlines()) <= 2 or status == 2
    assert say("list", "--json").out == before
    assert (tmp_path / "there.html").read_text() == "kept"


def test_a_title_that_two_items_share_needs_the_id(say):
    say("new", "post", "--title", "Harbour")
    say("new", "newsletter", "--title", "Harbour", "--subject", "S")

    said = say("show", "harbour")

    assert said.status == 1
    assert "“harbour” fits several items" in said.err
    assert "Name one of them by its id." in said.err


def test_export_over_a_file_needs_force_and_then_replaces_it(say, post):
    assert say("export", post["id"], "--to", "text", "--out", "a.txt").status == 0
    assert say("export", post["id"], "--to", "text", "--out", "a.txt").status == 3
    assert say("export", post["id"], "--to", "text", "--out", "a.txt", "--force").status == 0
    assert say("library", "backup", "b.zip").status == 0
    assert say("library", "backup", "b.zip").status == 3
    assert say("library", "backup", "b.zip", "--force").status == 0


def test_reading_without_a_library_says_so_and_makes_none(say, tmp_path):
    for words in (
        "list",
        "search x",
        "show x",
        "library info",
        "library check",
        "brand show",
        "export x --to blog --out x",
    ):
        said = say(*words.split())
        assert said.status == 1
        assert "There is no library in" in said.err
    assert not (tmp_path / "library").exists()


def test_writing_without_a_library_makes_one(say, tmp_path):
    assert say("new", "post", "--title", "First").status == 0
    assert (tmp_path / "library" / "library.sqlite").exists()


def test_a_dry_run_without_a_library_makes_none(say, tmp_path):
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")

    said = say("import", "a.txt", "--dry-run")

    assert (said.status, said.out) == (0, "A title\n")
    assert not (tmp_path / "library").exists()


def test_a_damaged_library_is_said_and_left_as_it_is(say, post, tmp_path):
    file = tmp_path / "library" / "library.sqlite"
    file.write_bytes(b"not a database at all" * 400)

    for words in ("list", "new post --title T", "library info"):
        said = say(*words.split())
        assert said.status == 1
        assert said.err.strip().endswith(".")

    assert file.read_bytes() == b"not a database at all" * 400


def test_a_library_in_a_file_is_said(say, tmp_path):
    (tmp_path / "file").write_text("x")

    assert say("new", "post", "--title", "T", "--library", tmp_path / "file").status == 1
    assert say("list", "--library", tmp_path / "file").status == 1


def test_control_characters_are_left_out(say, tmp_path):
    (tmp_path / "nul.md").write_bytes(b"Some\x00 words\x1b that are fine.\n")

    post = say("new", "post", "--title", "A\x07 title", "--body", "nul.md", "--json").json

    assert (post["title"], post["body"]) == ("A title", "Some words that are fine.\n")


def test_five_megabytes_come_in_through_standard_input(say):
    said = say("new", "post", "--title", "Large", "--body", "-", stdin=b"Words and more. " * 330_000)

    assert said.status == 0
    assert len(say("show", "large", "--json").json["body"]) > 5_000_000


def test_without_a_command_the_window_opens(say, tmp_path):
    asked = []

    def window(library: str) -> int:
        asked.append(library)
        return 0

    assert say(window=window).status == 0
    assert asked == [str(tmp_path / "library")]


def test_without_a_screen_that_is_said(say):
    def window(_library: str) -> int:
        raise Unavailable("There is no screen.")

    assert say(window=window).status == 5


def test_a_fault_of_ours_is_a_calm_sentence_and_a_log_without_content(say, home):
    def window(_library: str) -> int:
        raise ZeroDivisionError("SECRET-CONTENT")

    said = say(window=window)

    assert said.status == 1
    (log,) = home.rglob("newsletter-editor.log")
    assert str(log) in said.err
    assert "ZeroDivisionError" in log.read_text()
    assert "SECRET-CONTENT" not in log.read_text() + said.err
