"""Whatever a post is called, its files lie where they should, by names that every system takes."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.exporting.exporting import Exporting
from newsletter_app.exporting.registry import TARGETS
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.rendering.articles import ArticlesHere

TITLES = (
    "../../../etc/passwd", "..\\..\\windows\\system32", "/etc/passwd", "C:\\Windows\\win.ini", "\\\\host\\x",
    "CON", "con", "nul.txt", "COM1", "LPT9.md", "aux.tar.gz", "PRN ", "com¹", "COM0",
    "a/b", "a\\b", "a:b", "a*b?c", '"quoted"', "<angle>", "pipe|pipe", "a\x00b", "a\nb\tc", "\x1b[31mred",
    "trailing dot.", "trailing space ", ".hidden", "...", "   ~   x", "-rf", "$(touch x)", "`id`", "%2e%2f",
    "é" * 300, "e\u0301" * 200, "家" * 200, "🎉🎉🎉", "\u202egnp.exe", "ﬁle ﬀ №", "a" * 5_000,
)  # fmt: skip
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_LONGEST = 150


def is_legal(name: str) -> bool:
    """Tell whether Windows, and every other system, takes a name (learn.microsoft.com, "Naming Files")."""
    return (
        0 < len(name.encode("utf-8", "surrogatepass")) <= _LONGEST
        and not any(c in '<>:"/\\|?*' or unicodedata.category(c)[0] == "C" for c in name)
        and name.strip(" ") == name.rstrip(".") == name
        and name.partition(".")[0].rstrip(" ").lower() not in _RESERVED
        and not name.startswith((".", "-"))
    )


def wrong_in(names: Iterable[str]) -> list[str]:
    """Return the names, as paths within a folder, that are not legal, lead elsewhere, or meet another one."""
    seen: set[str] = set()
    wrong = []
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold()
        if not all(is_legal(part) for part in PurePosixPath(name).parts) or key in seen:
            wrong.append(name)
        seen.add(key)
    return wrong


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with a post of each title, and a newsletter of all of them."""
    folder = tmp_path_factory.mktemp("hostile") / "library"
    with open_library(folder, clean_picture, make=True) as library:
        with library.together():
            posts = [library.items.add(Post(title=title, body="Words.")).item for title in TITLES]
            entries = tuple(PostEntry(post.record.id) for post in posts)
            library.items.add(Newsletter(title=TITLES[0], subject=TITLES[0], entries=entries))
        yield library


@pytest.fixture
def exporting(library: Library, templates) -> Exporting:
    return Exporting(library, ArticlesHere(), templates)


def posts_of(library: Library) -> list[Post]:
    return [item for item in library.items.all() if isinstance(item, Post)]


def files_in(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def test_each_has_a_post() -> None:
    assert len(TITLES) == len(set(TITLES)) == 40


def test_posts_side_by_side_have_names_of_their_own(
    exporting: Exporting, library: Library, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    exporting.export_several(posts_of(library), "markdown", tmp_path / "out" / "all")
    names = files_in(tmp_path / "out" / "all")

    assert len(names) == 40
    assert wrong_in(names) == []
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["all"]


def test_a_newsletter_with_all_its_posts_has_names_of_their_own(
    exporting: Exporting, library: Library, tmp_path: Path
) -> None:
    (newsletter,) = (item for item in library.items.all() if isinstance(item, Newsletter))
    exporting.export(newsletter, "folder", tmp_path / "all")
    names = files_in(tmp_path / "all")

    assert len([name for name in names if name.endswith(".wordpress.html")]) >= 40
    assert wrong_in(names) == []


@pytest.mark.parametrize("target", [target.name for target in TARGETS])
def test_the_name_that_is_offered_can_be_taken_as_it_is(
    exporting: Exporting, library: Library, target: str, tmp_path: Path
) -> None:
    names = [exporting.file_name(post, target) for post in posts_of(library)]

    assert [name for name in names if not is_legal(name)] == []
    assert [name for name in names if (tmp_path / name).resolve().parent != tmp_path.resolve()] == []


def test_most_titles_as_they_are_would_be_no_names() -> None:
    assert len(wrong_in(TITLES)) >= 30
