"""S5 and S6: no message carries a second reader, whatever the names and texts hold."""

import re
from dataclasses import replace

import mail_run_rig as rig

from newsletter_app.content.contact import Contact

HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "Content-Language"),
    *("MIME-Version", "Content-Type", "Reply-To", "List-Unsubscribe-Post", "Content-Transfer-Encoding"),
}
ENDS = ("\r\n", "\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\r\n\r\n", "%0d%0a")
EVIL = (
    "Bcc: thief@example.test",
    "Cc: thief@example.test",
    "To: thief@example.test",
    "Content-Type: multipart/mixed; boundary=x",
    ".\r\nRCPT TO:<thief@example.test>",
    "\r\n.\r\nMAIL FROM:<thief@example.test>",
    '"<thief@example.test>, "',
    "=?utf-8?q?=0ABcc:_thief=40example.test?=",
)
INJECTIONS = tuple(f"Ann{end}{evil}" for end in ENDS for evil in EVIL)
MANY = 5_000 if rig.IS_TORTURE else 150


def headers_that_should_not_be(mail) -> list[str]:
    names = [name for name, _value in mail.raw_items()]
    return [name for name in names if name not in HEADERS or names.count(name) > 1]


def recipients_in(mail) -> list[str]:
    return re.findall(r"[^\s<>,\"]+@[^\s<>,\"]+", str(mail["To"]).rpartition("<")[2])


def test_eighty_injections_in_names_and_fields_change_no_header_part_or_recipient(serve, stage, sending):
    server = serve(keep=True)
    people = [
        Contact(f"reader{number:03}@example.test", evil, evil, fields=(("town", evil),))
        for number, evil in enumerate(INJECTIONS)
    ]
    on = stage(server.port, [*people, Contact("plain@example.test", "Ann")])
    newsletter = on.library.items.get(on.newsletter)
    subject = "For {{first_name|you}} in {{town|town}}"
    on.library.items.save(
        replace(newsletter, subject=subject, introduction="{{town|x}} {{last_name|y}}"), keep=True
    )
    room = sending(on)
    count = len(INJECTIONS) + 1

    done = room.deliver(room.start(room.look(on.newsletter, "news", "Friends"), count).id)

    assert len(INJECTIONS) == 80
    assert done.counts.sent == count
    assert sorted(server.recipients) == sorted(
        person.address for person in [*people, Contact("plain@example.test")]
    )
    mails = server.mails()
    plain = next(mail for mail in mails if "plain@example.test" in str(mail["To"]))
    for line, mail in zip(server.kept, mails, strict=True):
        assert headers_that_should_not_be(mail) == []
        assert recipients_in(mail) == line["rcpt"]
        assert [part.get_content_type() for part in mail.walk()] == [
            part.get_content_type() for part in plain.walk()
        ]


def test_injections_into_what_staff_write_are_refused_or_harmless(serve, stage, sending):
    server = serve(keep=True)
    on = stage(server.port, 1, sender_name="Harbour Project", reply_to="answers@example.org")
    room = sending(on)
    some = INJECTIONS if rig.IS_TORTURE else INJECTIONS[::7]
    for evil in some:
        newsletter = on.library.items.get(on.newsletter)
        on.library.items.save(replace(newsletter, subject=evil, preview_text=evil, title=evil), keep=True)
        room.test(on.newsletter, "news", ["tom@example.test"])
    mails = server.mails()
    assert len(mails) == len(some)
    assert server.recipients == ["tom@example.test"] * len(some)
    assert all(headers_that_should_not_be(mail) == [] for mail in mails)
    assert all(str(mail["Subject"]).startswith("[TEST] Ann") for mail in mails)


def test_the_control_without_our_guard_shows_the_harm():
    harmed = 0
    for evil in INJECTIONS:
        naive = f"From: {rig.SENDER}\r\nTo: {evil} <a@example.test>\r\nSubject: {evil}\r\n\r\nWords."
        harmed += bool(headers_that_should_not_be(rig.parsed(naive.encode())))
    assert harmed >= 15


def test_every_message_has_one_recipient_and_names_nobody_else(serve, stage, sending):
    server = serve(keep=True)
    on = stage(server.port, MANY, unsubscribe_url="https://example.org/stop")
    room = sending(on)

    run = room.deliver(room.start(room.look(on.newsletter, "news", "Friends"), MANY).id)

    assert run.counts.sent == MANY
    assert all(len(line["rcpt"]) == 1 for line in server.kept)
    assert len(set(server.recipients)) == len({line["id"] for line in server.kept}) == MANY
    stops = set()
    for line, raw in zip(server.kept, server.raw(), strict=True):
        head = raw.partition(b"\r\n\r\n")[0]
        assert set(re.findall(rb"reader\d{5}@example\.test", raw)) == {line["rcpt"][0].encode()}
        assert len(re.findall(rb"(?im)^to:", head)) == 1
        assert not re.search(rb"(?im)^(b?cc|x-unsent|resent-.*):", head)
        stops.add(re.search(rb"<(https://example.org/stop\?token=[^>]+)>", head.replace(b"\r\n ", b" "))[1])
    assert len(stops) == MANY
