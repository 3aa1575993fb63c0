"""Lists of readers are read as Excel, Numbers, LibreOffice, Mailchimp, Outlook and Google write them."""

import codecs

import pytest

from newsletter_app.content.address import AddressFault
from newsletter_app.errors import CannotImport, ContentError
from newsletter_app.mailing.address_words import address_of, in_words
from newsletter_app.mailing.readers_reading import read_here

NAMES = "email,first_name,last_name\r\nmeera@example.org,Meera,Ólafsdóttir\r\nann@example.org,Ann,O'Neill\r\n"
WANTED = [("meera@example.org", "Meera", "Ólafsdóttir"), ("ann@example.org", "Ann", "O'Neill")]


def read(text, encoding="utf-8"):
    return read_here(text if isinstance(text, bytes) else text.encode(encoding), "friends.csv")


def people(preview):
    return [(one.contact.address, one.contact.first_name, one.contact.last_name) for one in preview.people]


@pytest.mark.parametrize(
    "data",
    [
        NAMES.encode(),
        codecs.BOM_UTF8 + NAMES.encode(),
        NAMES.encode("utf-16"),
        codecs.BOM_UTF16_BE + NAMES.encode("utf-16-be"),
        NAMES.encode("utf-16-le"),
        NAMES.encode("utf-16-be"),
        NAMES.encode("cp1252"),
        NAMES.replace("\r\n", "\n").encode(),
        NAMES.replace("\r\n", "\r").encode(),
        NAMES.replace(",", ";").encode("cp1252"),
        NAMES.replace(",", "\t").encode("utf-16"),
        NAMES.replace(",", "|").encode(),
        b"sep=;\r\n" + NAMES.replace(",", ";").encode(),
        b'"sep=;"\r\n' + NAMES.replace(",", ";").encode("cp1252"),
        NAMES.replace("\r\n", ",,,\r\n").encode(),
        NAMES.replace("\r\n", "\r\n\r\n").encode() + b"\r\n ,, \r\n",
        NAMES.rstrip().encode(),
        b"Table 1\r\n" + NAMES.encode(),
        NAMES.replace(",", ", ").replace("Ann", '"Ann"').encode(),
    ],
    ids=[
        *(
            "plain",
            "utf-8 mark",
            "utf-16",
            "utf-16 be",
            "no mark le",
            "no mark be",
            "windows",
            "unix",
            "old mac",
        ),
        *("semicolons", "excel unicode text", "bars", "sep", "sep quoted", "trailing commas", "blank lines"),
        *("no last end", "numbers title", "blanks before quotes"),
    ],
)
def test_every_usual_way_of_writing_it_is_read(data):
    assert people(read(data)) == WANTED


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "email",
            "E-Mail",
            "EMAIL",
            "E-mail Address",
            "Email_Address",
            "email address ",
            "E-mail 1 - Value",
        ),
        *("E-Mail-Adresse", "E-Mail Adresse", "Adresse e-mail", "Adresse de messagerie", "Courriel", "Mél"),
        *("Correo electrónico", "Dirección de correo electrónico", "Primary Email", "Mail", "e‑mail"),
    ],
)
def test_the_column_of_addresses_is_known_in_every_usual_spelling(heading):
    assert people(read(f"Shoe size;{heading}\n38;ann@example.org\n")) == [("ann@example.org", "", "")]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        *(("First Name", "Last Name"), ("FIRST_NAME", "LAST-NAME"), ("Given Name", "Family Name")),
        *(("FNAME", "LNAME"), ("Vorname", "Nachname"), ("Prénom", "Nom"), ("Nombre", "Apellidos")),
    ],
)
def test_names_are_known_in_four_languages(first, last):
    assert people(read(f"{first},{last},Email\nAnn,Lee,ann@example.org\n")) == [
        ("ann@example.org", "Ann", "Lee")
    ]


def test_a_whole_name_is_parted_so_that_both_parts_are_it_again():
    (reader,) = read("Name,E-mail\nAnn Mary Lee,ann@example.org\n").people

    assert (reader.contact.first_name, reader.contact.last_name) == ("Ann", "Mary Lee")
    assert reader.contact.merge_values["name"] == "Ann Mary Lee"


@pytest.mark.parametrize(
    ("written", "tag"),
    [("en-GB", "en-GB"), ("de_DE", "de-DE"), ("Deutsch", "de"), ("français", "fr"), ("", "")],
)
def test_the_language_is_a_tag_a_locale_or_a_name(written, tag):
    (reader,) = read(f"email,Sprache\nann@example.org,{written}\n").people

    assert reader.contact.language == tag


def test_an_unknown_language_is_a_faulty_line():
    (fault,) = read("email,language\nann@example.org,pig latin\n").faults

    assert fault.line == 2
    assert "pig" not in fault.sentence


def test_who_unsubscribed_elsewhere_does_not_come():
    preview = read("Email Address,UNSUB_TIME\nann@example.org,2026-01-05 10:00:00\nbob@example.org,\n")

    assert [(fault.line, "unsubscribed" in fault.sentence) for fault in preview.faults] == [(2, True)]
    assert people(preview) == [("bob@example.org", "", "")]


def test_every_other_column_becomes_a_merge_field():
    preview = read(
        "E-mail,Favourite Tea (hot),2nd line,Größe,Größe,日本,Empty\nann@example.org,green,b,5,6,x,\n"
    )

    assert preview.merge_fields == ("favourite_tea_hot", "f_2nd_line", "grosse", "grosse_2", "column_6")
    assert preview.header == ("E-mail", "Favourite Tea (hot)", "2nd line", "Größe", "Größe", "日本")
    assert dict(preview.people[0].contact.fields) == {
        "favourite_tea_hot": "green", "f_2nd_line": "b", "grosse": "5", "grosse_2": "6", "column_6": "x"
    }  # fmt: skip


def test_a_second_column_of_addresses_does_not_take_the_place_of_the_first():
    preview = read("E-mail 2 Address,E-mail Address\nother@example.org,ann@example.org\n")

    assert people(preview) == [("ann@example.org", "", "")]
    assert preview.merge_fields == ("e_mail_2_address",)


def test_line_breaks_and_signs_inside_of_quotes_stay():
    preview = read(
        'email;note;city\nann@example.org;"two\r\nlines; ""quoted""";York\nbob@example.org;x;Hull\n'
    )

    assert dict(preview.people[0].contact.fields) == {"note": 'two\r\nlines; "quoted"', "city": "York"}
    assert [reader.line for reader in preview.people] == [2, 4]


def test_faulty_lines_are_told_by_the_number_they_have_in_an_editor():
    preview = read(
        b'sep=,\nemail,note\n\nann@example.org,"a\nb"\nno address here,x\n,x\n'
        b"two@@example.org,x\nbob@example.org,x,y\nzed@example.org\n"
    )

    assert [fault.line for fault in preview.faults] == [6, 7, 8, 9]
    assert people(preview) == [("ann@example.org", "", ""), ("zed@example.org", "", "")]


def test_a_faulty_file_is_refused_with_ten_lines_and_no_address():
    preview = read("email\n" + "".join(f"canary{number}@@example.org\n" for number in range(25)))

    with pytest.raises(CannotImport) as refused:
        preview.require_faultless()

    assert refused.value.message.startswith(
        "Nothing was brought in, for 25 lines of “friends.csv” are faulty."
    )
    assert refused.value.message.count("Line ") == 10
    assert "15 more" in refused.value.message
    assert "canary" not in str(refused.value)


def test_eight_spellings_of_one_address_are_one_reader():
    spellings = [
        *(
            "ann@münchen.example",
            "ANN@MÜNCHEN.EXAMPLE",
            "ann@xn--mnchen-3ya.example",
            " ann@münchen.example ",
        ),
        *(
            "ann\u200b@münchen.example",
            "ａｎｎ@münchen.example",
            '"ann"@münchen.example',
            "Ann@Mu\u0308nchen.Example",
        ),
    ]
    rows = "".join('"' + spelling.replace('"', '""') + '"\n' for spelling in spellings)

    preview = read("email\n" + rows)

    assert (len(preview.people), preview.duplicates, preview.faulty) == (1, (3, 4, 5, 6, 7, 8, 9), 0)


@pytest.mark.parametrize("fault", AddressFault)
def test_every_fault_of_an_address_has_its_sentence(fault):
    assert in_words(fault).endswith(".")


@pytest.mark.parametrize(
    "text", ["", "canary", "canary@", "can ary@example.org", "canary@@example.org", "ä@example.org"]
)
def test_a_text_that_is_no_address_is_not_repeated(text):
    with pytest.raises(ContentError) as refused:
        address_of(text)

    assert "canary" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b"email\n", "no reader below"),
        (b"name,town\nAnn,York\n", "its columns are “name”, “town”"),
        (b"ann@example.org,Ann\nbob@example.org,Bob\n", "begins with readers"),
        (b"PK\x03\x04aaaa", "no CSV file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "no CSV file"),
        (b"%PDF-1.7", "no CSV file"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "address cards"),
        (b"email,name\nann@example.org,a\x00b\n", "line 2 holds a NUL"),
        (b"\x00" * 40, "NUL"),
        ("email,name\nann@example.org,Zoë\n".encode() + b"bob@example.org,Zo\xeb\n", "from line 3 on"),
        (b"email,name\nann@example.org,\x81\n", "be read from line 2 on"),
        (codecs.BOM_UTF16_LE + b"e\x00m\x00a", "cannot be read from line 1 on"),
        (b'email,name\nann@example.org,"Ann\nbob@example.org,Bob\n', "from line 2 on"),
        (b'email,name\nann@example.org,"Ann" Lee\n', "from line 2 on"),
        (b"email,name\nann@example.org," + b"x" * 10_001 + b"\n", "more than 10,000 characters"),
        (b"email,name\nann@example.org," + b"x" * 200_000 + b"\n", "more than 10,000 characters"),
        (b"email" + b",x" * 200 + b"\n", "more than 200 columns"),
        (b"," * 1_000_000, "more than 200 columns"),
        (b"email\n" + b"\n" * 200_000 + b"ann@example.org\n", "more than 200,000 lines"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(data, said):
    with pytest.raises(CannotImport) as refused:
        read(data)

    assert said in refused.value.message
    assert refused.value.message.endswith(".")
    assert refused.value.hint
    assert "@" not in refused.value.message


def test_control_characters_do_not_come_in():
    (reader,) = read("email,name,note\nann@example.org,A\x1bnn,\x07b\n").people

    assert (reader.contact.first_name, reader.contact.fields) == ("Ann", (("note", "b"),))
