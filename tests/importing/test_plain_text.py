"""Plain text as blogs give it becomes posts that say the same."""

import pytest

from newsletter_app.importing.base import ReadPost, SourceFile
from newsletter_app.importing.plain_text import PlainText

GAP = "\n\n" + "\n\n".join(["\u00a0"] * 4) + "\n\n"

HARBOUR = """Study of evening courses is out

Harbour study title page

The Harbour Trust\u00a0 and the Quay College have published a study\u00a0of evening courses for 40 carers.

Findings

1. 62%\u00a0of carers began a course\u00a0\u00a0

2. 48% of carers finished more than 10 evenings

3. Nobody had to pay for the ferry

4. 62% of carers started a course

The study concluded:

Carers who can bring somebody with them come more often. Every course should keep two free places.

If you would like to know more please contact the Trust on 020 7946 0123.

You can download the study here."""

FERRY = """Minister asks for review of ferry times

Minister photo

The Quay Gazette on the 3rd March reported on the ferry times.\u00a0Islanders have asked for a review.

Please find the full article here."""

LAUNCH = """Island Forum first meeting in Port Ellis

PE guestsSam slide 2Noor presents th

The first Island Forum took place this week at the Town Hall.

If you are interested in our meetings please write to forum.team@example.org"""


def read(text: str) -> tuple[ReadPost, ...]:
    return PlainText().read(SourceFile("blog.txt", text.encode()))


def body(text: str) -> str:
    (post,) = read(text)
    return post.parts[0]


def test_runs_of_non_breaking_spaces_part_the_posts():
    assert [post.post.title for post in read(LAUNCH + GAP + HARBOUR + GAP + FERRY)] == [
        "Island Forum first meeting in Port Ellis",
        "Study of evening courses is out",
        "Minister asks for review of ferry times",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_end_of_any_system_will_do(end: str):
    text = (LAUNCH + GAP + FERRY).replace("\n", end)

    assert [post.parts for post in read(text)] == [post.parts for post in read(LAUNCH + GAP + FERRY)]


def test_one_line_of_a_non_breaking_space_is_a_wide_gap_and_no_new_post():
    (post,) = read("A walk\n\nWe walked.\n\n\u00a0\n\nThen we rested.")

    assert post.parts == ("We walked.\n\nThen we rested.",)


def test_what_follows_a_gap_and_is_no_title_belongs_to_the_post_above():
    (post,) = read("A walk\n\nWe walked." + GAP + "Write to walks@example.org for the next one.")

    assert post.parts[0].endswith("Write to walks@example.org for the next one.")


def test_the_line_after_the_title_is_the_picture():
    assert body(HARBOUR).startswith("![Harbour study title page](missing:)\n\nThe Harbour Trust")
    assert body(FERRY).startswith("![Minister photo](missing:)\n\n")


def test_descriptions_that_run_together_become_a_gallery():
    assert body(LAUNCH).startswith(
        "![PE guests](missing:)\n![Sam slide 2](missing:)\n![Noor presents th](missing:)\n\nThe first"
    )


def test_names_with_a_capital_inside_are_not_torn():
    assert "![Jo McDonald on YouTube with a Map 3D](missing:)" in body(
        "Talks\n\nJo McDonald on YouTube with a Map 3D\n\nThe talks were well attended."
    )


def test_points_with_blank_lines_between_become_one_list_below_a_heading():
    assert (
        "\n\n## Findings\n\n"
        "1. 62% of carers began a course\n"
        "2. 48% of carers finished more than 10 evenings\n"
        "3. Nobody had to pay for the ferry\n"
        "4. 62% of carers started a course\n\n"
    ) in body(HARBOUR)


def test_bullets_become_a_list():
    assert body("Bring\n\nPlease bring this.\n\n• Tea\n\n• Cups and\nspoons").endswith(
        "- Tea\n- Cups and spoons"
    )


def test_a_year_or_a_dash_alone_is_no_list():
    text = body("Years\n\nIt began early.\n\n19. century charm.\n\n- as they say.")

    assert text == "It began early.\n\n19\\. century charm.\n\n\\- as they say."


def test_what_somebody_concluded_is_a_quote():
    assert "The study concluded:\n\n> Carers who can bring somebody" in body(HARBOUR)


def test_a_paragraph_in_quotation_marks_is_a_quote_with_its_source():
    text = body(
        "Visit\n\nWe asked a guest.\n\n“It was like coming home.”\n\n– Ana Mayer, guest\n\nWe were glad."
    )

    assert "> “It was like coming home.”\n>\n> — Ana Mayer, guest\n\nWe were glad." in text


def test_a_list_is_no_quote_and_neither_is_what_nobody_said():
    assert ">" not in body(
        "Plan\n\nThis is planned.\n\nThe minister said:\n\n1. More ferries\n\n2. Fewer fares"
    )
    assert ">" not in body(
        "Plan\n\nThis is planned.\n\nThe plan for May:\n\nWe all meet at the quay at noon."
    )


def test_telephone_and_mail_address_stay():
    assert "contact the Trust on 020 7946 0123." in body(HARBOUR)
    assert body(LAUNCH).endswith("please write to forum.team@example.org")


def test_links_that_lost_their_address_are_marked():
    assert body(HARBOUR).endswith("You can download the study [here](todo:).")
    assert body(FERRY).endswith("Please find the full article [here](todo:).")


def test_no_non_breaking_or_double_space_is_left():
    for post in read(LAUNCH + GAP + HARBOUR + GAP + FERRY):
        assert "\u00a0" not in post.parts[0]
        assert "  " not in post.parts[0]


def test_points_that_say_the_same_are_kept_and_noted():
    (post,) = read(HARBOUR)

    assert (
        "Points 1 and 4 of a list say nearly the same: “62% of carers began a course” and "
        "“62% of carers started a course”."
    ) in post.notes


def test_what_has_to_be_added_is_noted():
    (post,) = read(LAUNCH)

    assert post.notes == ("3 pictures are described in the text and have to be added.",)
    assert "1 link has lost its address, which has to be added." in read(FERRY)[0].notes


def test_numbers_that_do_not_run_on_are_noted():
    (post,) = read("Steps\n\nDo this in turn.\n\n1. Open\n\n2. Stir\n\n4. Close")

    assert post.parts[0].endswith("1. Open\n2. Stir\n3. Close")
    assert post.notes == ("The points of a list were numbered anew, from 1.",)


def test_a_short_line_without_a_text_after_it_is_no_heading():
    assert body("Thanks\n\nWe thank you all.\n\nBest wishes\n\nAna").endswith("\n\nBest wishes\n\nAna")


def test_an_address_keeps_its_lines_and_wrapped_text_does_not():
    long = "This line is long enough to have been wrapped by a mail program,\nso it goes on here."
    text = body(f"Move\n\nWe have moved.\n\nHarbour Trust\n1 Quay Road\nPort Ellis PE1 2AB.\n\n{long}")

    assert "Harbour Trust  \n1 Quay Road  \nPort Ellis PE1 2AB." in text
    assert text.endswith("mail program, so it goes on here.")


def test_a_text_without_a_title_takes_the_name_of_its_file():
    (post,) = PlainText().read(SourceFile("minutes.txt", b"We met. We talked. Then we went home again."))

    assert post.post.title == "minutes"
    assert post.notes == ("The text has no title; the name of its file stands for it.",)


def test_a_title_without_a_text_is_a_post_with_a_note():
    (_first, second) = read("One\n\nWords are here." + GAP + "Two")

    assert (second.post.title, second.parts) == ("Two", ("",))
    assert second.notes == ("It has a title but no text.",)


def test_a_title_directly_above_its_text_is_found():
    (post,) = read("Open day\nCome and see us on Sunday.\n\nBring friends.")

    assert (post.post.title, post.parts[0]) == ("Open day", "Come and see us on Sunday.\n\nBring friends.")


def test_what_markdown_would_read_as_signs_stays_text():
    text = body(
        "Signs\n\nThis is text.\n\n# no heading 1 * 2 * 3 <b> [x](y) a_b@example.org {{first_name}} ~~no~~ ."
    )

    assert text.endswith(
        "\\# no heading 1 \\* 2 \\* 3 \\<b> \\[x\\](y) "
        "a_b@example.org \\{\\{first_name\\}\\} &#126;~no&#126;~ ."
    )
