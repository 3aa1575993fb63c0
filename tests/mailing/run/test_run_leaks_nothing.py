"""X10 and X11: no password and no reader's address where they do not belong."""

import base64
import re
import sys
from dataclasses import replace
from pathlib import Path

import mail_run_rig as rig

from newsletter_app.content.mail_account import SignIn

SECRETS = ("kiwi-Lantern-4711", "gräßlich langes Paßwort 3", "tok_9f8e7d6c5b4a")
SIGNS_IN = {"user": "news@example.org", "sign_in": SignIn.PASSWORD}


def forms(secret: str) -> list[bytes]:
    """Return what a secret may look like: plain, base64 at each of three offsets, hex, as in AUTH PLAIN."""
    raw = secret.encode()
    auth = b"\0news@example.org\0" + raw
    shifted = [base64.b64encode(b"x" * offset + raw)[4 if offset else 0 :] for offset in range(3)]
    cut = [each.rstrip(b"=")[:-1] for each in (*shifted, base64.b64encode(auth))]
    return [raw, raw.hex().encode(), raw.hex().upper().encode(), *cut]


def hits(folder: Path, secret: str, *, but: Path | None = None) -> list[str]:
    """Return the files under a folder that hold the secret in any form."""
    files = (
        file for file in folder.rglob("*") if file.is_file() and (but is None or but not in file.parents)
    )
    return [str(file) for file in files if any(form in file.read_bytes() for form in forms(secret))]


def seen_of(pid: int) -> bytes:
    """Return what others can see of a process: its command line and its environment."""
    return Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()


def test_a_password_is_nowhere_after_sending_failing_and_being_killed(tmp_path, serve, stage, program, say):
    right = SECRETS[1]
    server = serve(password=right, delay=0.02, addresses={"reader00004@example.test": ["rcpt-550!"]})
    on = stage(server.port, 60, **SIGNS_IN)
    said = ""
    words = ("send", "test", "spring", "--account", "news", "--to", "tom@example.test", "--password-stdin")
    for secret in SECRETS:
        told = say(*words, stdin=secret)
        said += told.out + told.err
        assert told.status == (0 if secret == right else 1)
    start = ("send", "start", "spring", "--account", "news", "--list", "friends", "--confirm-count", 60)
    with program.start(*start, "--password-stdin", stdin=rig.subprocess.PIPE) as process:
        process.stdin.write(right)
        process.stdin.close()
        process.stdin = None
        assert rig.wait_until(lambda: len(server.kept) > 5)
        seen = seen_of(process.pid)
        process.kill()
        process.communicate(timeout=60)
    run = on.library.runs.newest()
    told = program.run_with(right, "send", "resume", run.id, "--password-stdin")
    say("send", "report", run.id, "--out", str(tmp_path / "report.txt"))
    on.library.upkeep.backup(tmp_path / "backup.zip", force=True)

    assert told.status == 0, told.err
    assert len(server.kept) >= 59
    for secret in SECRETS:
        assert hits(tmp_path, secret, but=server.folder) == []
        assert not any(form in seen for form in forms(secret))
        assert secret not in said + told.out + told.err


def test_the_control_finds_a_secret_in_every_form(tmp_path):
    for number, secret in enumerate(SECRETS):
        for place, form in enumerate(forms(secret)):
            (tmp_path / f"{number}-{place}").write_bytes(b"before " + form + b" behind")
        assert len(hits(tmp_path, secret)) >= len(forms(secret))
    planted = replace(rig.account_at(25), name=SECRETS[0])
    assert any(form in repr(planted).encode() for form in forms(SECRETS[0]))
    assert SECRETS[0] not in repr(rig.Secret(SECRETS[0]))


FAULTY = """
import sys
from newsletter_app import cli
from newsletter_app.mailing.smtp_mailer import SmtpMailer
sent = []
def send(self, message):
    if len(sent) == 5:
        raise RuntimeError(message.recipient.text, message.data)
    sent.append(message)
SmtpMailer.send = send
sys.exit(cli.run(sys.argv[1:], lambda _library: 0))
"""


def test_a_log_holds_no_reader_no_subject_and_no_text(home, serve, stage, program, say):
    server = serve(share=0.3)
    on = stage(server.port, 20)
    command = [sys.executable, "-c", FAULTY, "--library", str(program.library)]
    words = ["send", "start", "spring", "--account", "news", "--list", "friends", "--confirm-count", "20"]
    ended = rig.subprocess.run(
        [*command, *words], env=program.environment, capture_output=True, text=True, check=False
    )
    run = on.library.runs.newest()
    told = say("send", "resume", run.id)
    listed = say("send", "list")

    logs = b"".join(file.read_bytes() for file in (home / "state").rglob("*") if file.is_file())
    assert ended.returncode == 1
    assert b"fault RuntimeError" in logs
    for words_of in ("example.test", "reader0", "News of spring", "town hall", "Reader "):
        assert words_of.encode() not in logs
        assert words_of not in ended.stderr + ended.stdout + listed.err
    assert not re.search(rb"\S+@\S+", logs)
    assert told.status in (0, 1)
    assert "example.test" not in told.err
    (one,) = on.library.runs.all()
    assert one.counts.unknown >= 1


def test_a_report_and_the_ledger_s_sentences_hold_no_address(serve, stage, sending):
    server = serve(share=0.4, kinds=["rcpt-550!", "rcpt-451!", "mid-rst", "data-554!"])
    on = stage(server.port, 60)
    room = sending(on)
    run = room.start(room.look(on.newsletter, "news", "Friends"), 60)
    for _pass in range(20):
        run = room.deliver(run.id)

    told = room.report(run.id)
    sentences = [each.said for each in on.library.runs.deliveries(run.id, count=100)]

    assert run.counts.failed > 5
    assert not any("@" in text or "reader0" in text.lower() for text in (told, run.said, *sentences))
    assert str(run.counts.failed) in told
