"""Files come into the library once, whole or not at all, in the order they show."""

from pathlib import Path

import pytest

from newsletter_app.errors import CannotImport, ContentError
from newsletter_app.importing.importing import Importing
from newsletter_app.importing.reading import ReadInWorker, read_here
from newsletter_app.worker import Worker

GAP = "\n\n" + "\u00a0\n\n" * 4
ONE = "First harbour news\n\nThe harbour was opened."
TWO = "Second harbour news\n\nThe harbour was closed."
THREE = "Third harbour news\n\nThe harbour was painted."


def write(folder: Path, name: str, text: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def titles(library) -> list[str]:
    return [item.title.split()[0] for item in library.items.all() if hasattr(item, "title")]


def bring(importing: Importing, *paths: Path, **choices):
    return importing.carry_out(importing.preview(paths), **choices)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("at_once", [True, False])
def test_newest_first_holds_whatever_order_the_files_come_in(importing, library, tmp_path, order, at_once):
    files = [write(tmp_path, "a.txt", TWO + GAP + ONE), write(tmp_path, "b.txt", THREE + GAP + TWO)]
    files = [files[place] for place in order]

    for batch in [files] if at_once else [[file] for file in files]:
        bring(importing, *batch)

    assert titles(library) == ["Third", "Second", "First"]


def test_a_post_in_two_files_comes_once(importing, library, tmp_path):
    files = [write(tmp_path, "a.txt", TWO + GAP + ONE), write(tmp_path, "b.txt", THREE + GAP + TWO)]

    done = bring(importing, *files)

    assert [post.title.split()[0] for post in done.items] == ["Second", "First", "Third"]
    assert [post.title for post in done.skipped] == ["Second harbour news"]
    assert [post.is_duplicate for post in importing.preview(files).posts] == [True] * 4


def test_it_comes_again_where_that_is_wished(importing, library, tmp_path):
    file = write(tmp_path, "a.txt", ONE)
    bring(importing, file)

    assert bring(importing, file).items == ()
    assert len(bring(importing, file, even_if_duplicate=True).items) == 1
    assert titles(library) == ["First", "First"]


def test_a_post_that_was_changed_since_is_known_by_what_it_was(importing, library, tmp_path):
    file = write(tmp_path, "a.txt", ONE)
    (post,) = bring(importing, file).items
    library.items.save(post.with_body("Quite other words."), keep=True)

    assert len(bring(importing, file).skipped) == 1


def test_a_preview_changes_nothing(importing, library, tmp_path):
    plan = importing.preview([write(tmp_path, "a.txt", ONE)])

    assert [post.title for post in plan.coming()] == ["First harbour news"]
    assert library.items.all() == ()


def test_a_folder_brings_all_that_can_be_read_in_it(importing, library, tmp_path):
    folder = tmp_path / "posts"
    write(folder, "b.md", "# Second\n\nWords.")
    write(folder, "a.txt", ONE)
    write(folder, "deeper/c.md", "# Third\n\nWords.")
    write(folder, ".hidden.md", "# Hidden\n\nWords.")
    write(folder, "notes.docx", b"PK")
    write(folder, "hall.png", b"png")

    done = bring(importing, folder)

    assert [post.title for post in done.items] == ["First harbour news", "Second", "Third"]
    assert done.notes == ("“notes.docx” is of a kind that cannot be read, and was left out.",)


def test_one_bad_file_keeps_all_out(importing, library, tmp_path):
    good, bad = write(tmp_path, "a.txt", ONE), write(tmp_path, "b.txt", b"caf\xe9")

    with pytest.raises(CannotImport, match=r"“b\.txt” is not UTF-8"):
        bring(importing, good, bad)

    assert library.items.all() == ()


def test_a_failure_halfway_takes_everything_back(library, tmp_path):
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise ContentError("Stopped.")

    importing = Importing(library, read_here)
    files = [write(tmp_path, "a.txt", ONE), write(tmp_path, "b.txt", TWO)]
    plan = importing.preview(files)

    with pytest.raises(ContentError):
        importing.carry_out(plan, progress=stop)

    assert library.items.all() == ()
    assert len(importing.carry_out(plan).items) == 2  # the control: without the stop both come


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("junk.txt", bytes(range(256)), "is not UTF-8"),
        ("page.docx", b"PK", "is of a kind that cannot be read"),
        ("large.txt", b"x" * 20_000_001, "is larger than 20 MB"),
    ],
)
def test_what_cannot_be_read_is_said(importing, tmp_path, name, data, said):
    with pytest.raises(CannotImport, match=said) as refused:
        importing.preview([write(tmp_path, name, data)])

    assert refused.value.hint.endswith(".")


def test_a_path_that_leads_nowhere_is_said(importing, tmp_path):
    (tmp_path / "none").mkdir()

    for path in (tmp_path / "no.txt", tmp_path / "none", Path("x" * 5_000)):
        with pytest.raises(CannotImport):
            importing.preview([path])


def test_an_unknown_format_offers_the_nearest(importing, tmp_path):
    with pytest.raises(CannotImport) as refused:
        importing.preview([write(tmp_path, "a.txt", ONE)], "markdwon")

    assert refused.value.hint == "Did you mean markdown?"


def test_a_format_can_be_chosen(importing, tmp_path):
    (post,) = importing.preview([write(tmp_path, "a.dat", "# One\n\nWords.")], "markdown").posts

    assert post.title == "One"


def test_pictures_beside_come_clean_into_the_library(importing, library, tmp_path, picture):
    write(tmp_path, "posts/img/town hall.jpg", picture)
    file = write(
        tmp_path,
        "posts/a.md",
        "---\ncover: img/town hall.jpg\n---\n# One\n\n"
        '![A hall](img/town%20hall.jpg "The hall"){credit="Ana"}\n',
    )
    assert b"CANARY-PLACE" in picture

    (post,) = bring(importing, file).items

    asset = library.assets.by_sha(post.cover)
    assert post.body == f'![A hall](asset:{asset.sha256[:12]} "The hall"){{credit="Ana"}}'
    assert (asset.alt, asset.caption, asset.credit, asset.name) == (
        "A hall",
        "The hall",
        "Ana",
        "town hall.jpg",
    )
    assert b"CANARY-PLACE" not in library.assets.data(asset.sha256)


def test_a_picture_that_is_not_there_or_none_is_lost_with_a_note(importing, tmp_path):
    write(tmp_path, "none.png", b"this is no picture")
    file = write(tmp_path, "a.md", "# One\n\n![A](gone.png)\n\n![B](none.png)")

    done = bring(importing, file)

    assert done.items[0].body == "![A](missing:)\n\n![B](missing:)"
    assert done.notes[0] == "“One”: The picture “gone.png” is not beside the text and has to be added."
    assert done.notes[1].startswith("“One”: The picture “none.png”: ")


def test_a_text_fetches_no_picture_from_outside_its_folder(importing, library, tmp_path, picture):
    write(tmp_path, "private.jpg", picture)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "link.jpg").symlink_to(tmp_path / "private.jpg")
    places = [
        "../private.jpg",
        str(tmp_path / "private.jpg"),
        "link.jpg",
        "file:///etc/passwd",
        "..\\private.jpg",
    ]
    file = write(tmp_path, "posts/a.md", "# One\n\n" + "\n\n".join(f"![A]({place})" for place in places))

    bring(importing, file)

    assert not [item for item in library.items.all() if item.kind == "asset"]


def test_a_picture_in_the_folder_above_comes_where_that_folder_was_chosen(
    importing, library, tmp_path, picture
):
    write(tmp_path, "all/img/a.jpg", picture)
    write(tmp_path, "all/posts/a.md", "# One\n\n![A](../img/a.jpg)")

    (post,) = bring(importing, tmp_path / "all").items

    assert "asset:" in post.body


def test_an_asset_that_the_library_knows_stays_the_cover(importing, library, tmp_path, picture):
    known = library.assets.add(picture, "a.jpg", alt="A").item
    file = write(tmp_path, "a.md", f"---\ntitle: One\ncover: asset:{known.sha256[:12]}\n---\nWords.")

    assert bring(importing, file).items[0].cover == known.sha256


def test_the_worker_reads_the_same(library, tmp_path):
    file = write(tmp_path, "a.txt", THREE + GAP + TWO)
    with Worker() as worker:
        there = Importing(library, ReadInWorker(worker)).preview([file])
        with pytest.raises(CannotImport, match=r"“bad\.txt” is not UTF-8"):
            Importing(library, ReadInWorker(worker)).preview([write(tmp_path, "bad.txt", b"\xff\xff\xff")])

    assert there == Importing(library, read_here).preview([file])
