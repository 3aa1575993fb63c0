import re
from dataclasses import replace

import pytest

from newsletter_app.content.record import Record
from newsletter_app.importing.importing import Importing
from newsletter_app.importing.reading import read_here
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library


@pytest.mark.parametrize("name", ["post", "short"])
def test_a_post_that_goes_out_as_markdown_comes_back_the_same(name, sample, exporting, tmp_path):
    post = getattr(sample, name)
    exporting.export(post, "markdown", tmp_path / "post.md")
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        importing = Importing(library, read_here)
        imported = importing.carry_out(importing.preview([tmp_path / "post.md"]))
        (again,) = imported.items
        assert imported.notes == ()
        assert again.record.slug == post.record.slug
        assert _plain(again) == _plain(post)


def _plain(post):
    """Return the post without what the library keeps, its pictures named in the short form."""
    body = re.sub(r"asset:([0-9a-f]{12})[0-9a-f]*", r"asset:\1", post.body).strip()
    return replace(post, body=body, record=Record(), published_at="")
