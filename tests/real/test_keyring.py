"""Keeps passwords in a real gnome-keyring, and looks for them everywhere else.

`python3 dev.py real` installs what it needs. By hand: NEWSLETTER_KEYRING=tests/real/secrets-up.sh, and for
what signs in too NEWSLETTER_MAIL (see test_mail_server.py).
"""

import base64
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

_SCRIPT = os.environ.get("NEWSLETTER_KEYRING", "")
_MAIL = os.environ.get("NEWSLETTER_MAIL", "")
_USER = "zweite@example.test"
_RIGHT = "zwei pässwörter"
_WRONG = "kanarienvogel-ß-4711"
_PROGRAM = f'app() {{ "{sys.executable}" -m newsletter_app --library library "$@"; }}\n'
_SECRETS = "/org/freedesktop/secrets"
_LOCK = (
    f"gdbus call --session --dest org.freedesktop.secrets --object-path {_SECRETS} "
    f"--method org.freedesktop.Secret.Service.Lock \"['{_SECRETS}/collection/login']\" >/dev/null\n"
)
_ADD = "--from news@example.test --host 127.0.0.1 --port {port} --security starttls --ca {ca} --user {user}"

pytestmark = pytest.mark.real


@pytest.fixture
def session(tmp_path, home):
    """Run shell words in a session with an unlocked keyring; return what they answered."""
    if not _SCRIPT or not Path(_SCRIPT).is_file():
        pytest.skip("There is no keyring: see the head of this file for how to have one.")

    def run(words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(Path(_SCRIPT).resolve()), "run", "bash", "-c", _PROGRAM + words],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def server() -> dict:
    if not _MAIL or not Path(_MAIL).is_file():
        pytest.skip("There is no mail server: see test_mail_server.py.")
    return json.loads(Path(_MAIL).read_text())


def test_a_secret_is_kept_read_and_forgotten(session):
    code = (
        "from newsletter_app.secret_store import KeyringSecrets, Secret\n"
        "store = KeyringSecrets()\n"
        "for text in ('s3cret', 'zwei pässwörter 🔑', 'x' * 4000, ' a '):\n"
        "    store.set('mail-test', Secret(text))\n"
        "    assert store.get('mail-test').text == text\n"
        "store.delete('mail-test')\n"
        "store.delete('mail-test')\n"
        "assert store.get('mail-test') is None\n"
        "print('kept, read, forgotten')\n"
    )
    said = session(f"{sys.executable} - <<'END'\n{code}END")

    assert said.stdout == "kept, read, forgotten\n", said.stderr


def test_a_locked_keyring_is_said_in_a_sentence(session):
    add = (
        "app account add news --from a@example.test --host smtp.example.test --user a --password-stdin --json"
    )
    said = session(
        f"printf pw | {add} >/dev/null 2>&1; {_LOCK} app account test news; echo status $?;"
        f"printf pw | {add.replace('news', 'other')} >kept.json; echo status $?"
    )

    assert said.stdout == "status 5\nstatus 0\n", said.stderr
    assert "There is no system keyring that can be used" in said.stderr
    assert "each send and test needs --password-stdin" in said.stderr
    assert "Traceback" not in said.stderr


def test_removing_an_account_empties_the_keyring(session):
    look = (
        "import secretstorage\nbus = secretstorage.dbus_init()\n"
        "print(len(list(secretstorage.get_default_collection(bus).get_all_items())))\nbus.close()\n"
    )
    count = f"{sys.executable} - <<'END'\n{look}END\n"
    said = session(
        "printf pw | app account add news --from a@example.test --host smtp.example.test --user a "
        f"--password-stdin >/dev/null 2>&1\n{count}app account remove news >/dev/null\n{count}"
    )

    assert said.stdout == "1\n0\n", said.stderr


# X10 of RELIABILITY: after keeping a password, signing in and failing it lies nowhere else.


def shapes(secret: str) -> list[bytes]:
    """Return how a secret could be written: plain, base64 at each offset, hex, as AUTH PLAIN says it."""
    data = secret.encode()
    inner = [base64.b64encode(b"x" * offset + data)[4:-4] for offset in range(3)]
    auth = base64.b64encode(f"\0{_USER}\0{secret}".encode())
    return [data, base64.b64encode(data), data.hex().encode(), data.hex().upper().encode(), auth, *inner]


def hits(secret: str, places: dict[str, bytes]) -> list[str]:
    return [name for name, data in places.items() if any(shape in data for shape in shapes(secret))]


def files_below(*folders: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for top in folders for file in top.rglob("*") if file.is_file()}


class ProcessWatch:
    """Reads again and again what every process shows of itself: its words and its environment."""

    def __init__(self) -> None:
        self.seen: dict[str, bytes] = {}
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_reason):
        self._ends.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ends.wait(0.2):
            for process in Path("/proc").glob("[0-9]*"):
                for part in ("cmdline", "environ"):
                    try:
                        data = (process / part).read_bytes()
                    except OSError:
                        continue
                    self.seen[f"{process.name}/{part}/{hash(data)}"] = data


@pytest.fixture
def watched() -> ProcessWatch:
    with ProcessWatch() as watch:
        yield watch


def test_a_password_lies_in_the_keyring_and_nowhere_else(session, server, tmp_path, home, watched):
    """A run that goes out, one whose sign-in is refused, and a backup; the control below finds what leaks."""
    (tmp_path / "right").write_text(_RIGHT)
    (tmp_path / "wrong").write_text(_WRONG)
    (tmp_path / "people.csv").write_text("email\nann@kunden.test\nbea@kunden.test\n")
    told = _ADD.format(port=server["submission"], ca=server["ca"], user=_USER)
    start = "app send start spring --list Friends --confirm-count 2 --delay 0 >/dev/null"
    said = session(
        f"app account add right {told} --password-stdin <right >/dev/null; rm right\n"
        f"app account add wrong {told} --password-stdin <wrong >/dev/null; rm wrong\n"
        "app account test wrong; echo status $?\n"
        "app contacts import people.csv --list Friends --consent Yes >/dev/null\n"
        "app new newsletter --title Spring --subject News >/dev/null\n"
        f"{start} --account right; echo status $?\n"
        f"{start} --account wrong --again; echo status $?\n"
        "app send status --json\n"
        "app library backup all.zip >/dev/null; echo status $?",
        NEWSLETTER_HOME=str(home),
    )
    assert said.stdout.startswith("status 1\nstatus 0\nstatus 1\n"), said.stderr
    assert said.stdout.endswith("status 0\n"), said.stderr
    assert "127.0.0.1 did not accept the user or the password (535 5.7.8)." in said.stderr

    places = files_below(tmp_path) | watched.seen | {"said": (said.stdout + said.stderr).encode()}
    assert len(places) > 20
    assert hits(_RIGHT, places) == []
    assert hits(_WRONG, places) == []


def test_control_the_search_finds_what_is_put_somewhere(tmp_path, watched):
    """Each way of leaking is found: as an argument, in the environment, in a file in each of its shapes."""
    for number, shape in enumerate(shapes(_WRONG)):
        (tmp_path / f"leak{number}").write_bytes(b"some words " + shape + b" more words")
    leaking = [sys.executable, "-c", "import time; time.sleep(0.5)", _WRONG]
    subprocess.run(leaking, env={**os.environ, "SMTP_PASSWORD": _WRONG}, check=True)

    found = hits(_WRONG, files_below(tmp_path) | watched.seen)

    assert len([name for name in found if "leak" in name]) == len(shapes(_WRONG))
    assert any("/cmdline/" in name for name in found)
    assert any("/environ/" in name for name in found)
