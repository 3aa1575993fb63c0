"""Every importer reads its sample, refuses junk in words, and is told apart from the others."""

import pytest

from newsletter_app.errors import CannotImport
from newsletter_app.importing.base import SourceFile
from newsletter_app.importing.registry import IMPORTERS

SAMPLES = {
    "text": "A day at sea\n\nGroup photo\n\nWe sailed.\n\n\u00a0\n\n\u00a0\n\nA day on land\n\nWe walked.",
    "markdown": "---\ntitle: A day at sea\ntags: [sea]\n---\n\n![Group](group.jpg)\n\nWe sailed.",
}
JUNK = [
    b"",
    b"\x00" * 50,
    b"\xff\xfe\xfd",
    bytes(range(256)),
    b"\x89PNG\r\n\x1a\n\x00\x00",
    "\ud800".encode("utf-8", "surrogatepass"),
]

every_importer = pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)


@every_importer
def test_it_reads_its_sample(importer):
    posts = importer.read(SourceFile(f"sample{importer.suffixes[0]}", SAMPLES[importer.name].encode()))

    assert posts[0].post.title == "A day at sea"
    assert "We sailed." in "".join(posts[0].parts)


@every_importer
@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_it_refuses_junk_in_a_sentence_with_what_to_do(importer, junk):
    with pytest.raises(CannotImport) as refused:
        importer.read(SourceFile("junk.bin", junk))

    assert "“junk.bin”" in refused.value.message
    assert refused.value.message.endswith(".")
    assert refused.value.hint.endswith(".")


@every_importer
def test_it_says_who_it_is(importer):
    assert importer.name.isidentifier()
    assert importer.label
    assert importer.suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in importer.suffixes)


@every_importer
def test_a_large_file_is_read(importer):
    sentence = b"The harbour was painted in the spring by those who live there. "

    posts = importer.read(SourceFile("large.txt", b"# Large\n\n" + (sentence * 15 + b"\n\n") * 5_300))

    assert sum(len(part) for post in posts for part in post.parts) > 4_900_000


def test_no_two_share_a_name_or_a_suffix():
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
    suffixes = [suffix for importer in IMPORTERS for suffix in importer.suffixes]
    assert len(set(suffixes)) == len(suffixes)
