"""Any text comes back from the library."""

import hashlib
import re
import unicodedata
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsletter_app.content.fingerprint import fingerprint
from newsletter_app.content.newsletter import Newsletter, TextEntry
from newsletter_app.content.plain import without_control_characters
from newsletter_app.content.post import Post
from newsletter_app.library.excerpts import LENGTH, excerpt

ANY = st.text(max_size=300)
WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANY, summary=ANY, tags=st.lists(ANY, max_size=3))
def test_any_text_survives(library, body, summary, tags):
    post = library.items.add(Post(title="t", body=body, summary=summary, tags=tuple(tags))).item
    back = library.items.get(post.record.id)
    assert back == post
    assert back.body == without_control_characters(body)
    again = library.items.save(replace(back, body=back.body + "x"), keep=True).item
    assert library.revisions.at(again.record.id, 1) == replace(post, record=again.record)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY)
def test_any_entry_survives(library, text):
    saved = library.items.add(Newsletter(title="t", entries=(TextEntry(text),), options=(("a", text),))).item
    assert library.items.get(saved.record.id) == saved


@settings(max_examples=200, deadline=None)
@given(summary=ANY, body=st.text("ab *_#[]()!{}|<>`~\n", max_size=400))
def test_an_excerpt_is_one_short_line(summary, body):
    line = excerpt(summary, body)
    assert len(line) <= LENGTH
    assert "\n" not in line


def test_five_megabytes_go_in_and_out(library):
    body = "Long text. " * 500_000
    post = library.items.add(Post(title="Long", body=body)).item
    assert library.items.get(post.record.id).body == body
    assert library.revisions.at(post.record.id, 1).body == body


@settings(max_examples=300, deadline=None)
@given(title=WRITTEN, body=WRITTEN | st.text("ab \n\r_-\u0301\u00df\u0130\u0345\u2028\x85", max_size=60))
def test_a_fingerprint_is_that_of_all_words_at_once(title, body):
    plain = unicodedata.normalize("NFKD", f"{title}\n{body}").casefold()
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    assert fingerprint(title, body) == hashlib.sha256(" ".join(words).encode()).hexdigest()
