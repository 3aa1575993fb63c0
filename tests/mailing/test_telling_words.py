"""Words that tell a passer-by too much are found, however they are written."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.discreet import USUAL_WORDS, telling_words

_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=120)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("News from the refuge", ("refuge",)),
        ("REFUGES, réfuge and Refuge’s", ("REFUGES", "réfuge", "Refuge’s")),
        ("She was abused; abusing, abuser, abusive", ("abused", "abusing", "abuser", "abusive")),
        ("drug-related", ("drug",)),
        ("Ｒｅｆｕｇｅ", ("Ｒｅｆｕｇｅ",)),
        ("re\u00adfuge", ("refuge",)),
        ("A refugee's courtesy, Drugstore, policy", ()),
        ("Spring letter", ()),
        ("", ()),
    ],
)
def test_the_usual_words_are_found_in_their_forms(text, found):
    assert telling_words(text, USUAL_WORDS) == found


def test_an_entry_of_several_words_is_sought_as_they_follow_each_other():
    assert telling_words("The Care  Orders of care, order", ("care order",)) == (
        "Care  Orders",
        "care, order",
    )
    assert telling_words("order care", ("care order",)) == ()
    assert telling_words("care", ("care order",)) == ()


def test_an_entry_with_a_star_is_a_beginning():
    assert telling_words("Frauenhausplatz", ("frauenhaus*",)) == ("Frauenhausplatz",)
    assert telling_words("Frauenhausplatz", ("frauenhaus",)) == ()


@settings(max_examples=150, deadline=None)
@given(_texts, st.lists(_texts, max_size=8))
def test_whatever_text_and_list_are_words_of_the_text_come_back(text, words):
    plain = "".join(character for character in text if unicodedata.category(character) != "Cf")
    for word in telling_words(text, words):
        assert word
        assert word in plain


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(USUAL_WORDS),
    st.sampled_from(_INVISIBLE),
    st.integers(1, 20),
    st.booleans(),
    st.booleans(),
)
def test_no_disguise_hides_a_word(word, invisible, place, is_loud, is_accented):
    shown = word.upper() if is_loud else word
    if is_accented:
        shown = shown[0] + "\u0301" + shown[1:]
    at = min(place, len(shown))
    assert len(telling_words(f"About {shown[:at]}{invisible}{shown[at:]}.", USUAL_WORDS)) == 1


def test_control_looked_for_as_they_stand_disguised_words_are_missed():
    hidden = [f"{word[:2]}\u00ad{word[2:]}" for word in USUAL_WORDS]
    assert sum(word in USUAL_WORDS for word in hidden) == 0
