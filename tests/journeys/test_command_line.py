"""The whole job by the command line: writing in, a newsletter, every target out."""

import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from newsletter_app import cli
from newsletter_app.exporting.registry import TARGETS

SEEDS = os.environ.get("NEWSLETTER_SEEDS", "")
GAP = "\n\n" + "\u00a0\n\n" * 4

STUDY = """Study of evening courses is out

Study title page

The Quay College has published a study.

Findings

1. 62%\u00a0of carers began a course

2. Nobody paid for the ferry

The study concluded:

Carers who can bring somebody with them come more often.

You can download the study here."""

FERRY = """Minister asks for review of ferry times

Minister photo

The ferry times are to be reviewed.

Please find the full article here."""

FORUM = """Island Forum first meeting

PE guestsSam slide 2

The first Island Forum took place this week.

If you are interested please write to forum@example.org"""

INVENTED = {"a.txt": STUDY + GAP + FERRY, "b.txt": FORUM}


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))

    def say(*arguments: object, status: int = 0) -> Any:
        capsys.readouterr()
        done = cli.run([*map(str, arguments), "--json"], lambda _library: 0)
        said = capsys.readouterr()
        assert done == status, said.err
        return json.loads(said.out) if said.out else {}

    return say


@pytest.fixture(params=["invented", "seeds"])
def texts(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    if request.param == "seeds":
        if not SEEDS:
            pytest.skip("NEWSLETTER_SEEDS names no folder with the seeds")
        shutil.copytree(SEEDS, folder)
        return folder
    folder.mkdir()
    for name, text in INVENTED.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_texts_go_in_and_every_target_comes_out(run, texts, tmp_path):
    posts = run("import", texts)["items"]
    assert len(posts) == 3
    assert [post["id"] for post in run("import", texts)["items"]] == []

    run("brand", "set", "name=Harbour Project", "address=1 Quay Road, Port Ellis")
    words = [word for post, shown in zip(posts, ("full", "summary", "headline"), strict=True)
             for word in ("--entry", f"{post['id']}:{shown}")]  # fmt: skip
    issue = run("new", "newsletter", "--title", "Spring", "--subject", "News of spring", *words)
    run("entries", issue["id"], "add", "--heading", "From the harbour", "--at", 1)

    for target in TARGETS:
        for item in (issue["slug"], posts[0]["slug"]):
            out = tmp_path / f"{item}-{target.name}{target.suffix}"
            files = run("export", item, "--to", target.name, "--out", out)["files"]
            assert files
            assert all(Path(file).stat().st_size for file in files)

    page = (tmp_path / "spring-email.html").read_text()
    for word in ("From the harbour", *(post["title"] for post in posts)):
        assert word in page
    mail = message_from_bytes((tmp_path / "spring-eml.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == "News of spring"
    assert mail.get_body(("plain",)) is not None
    assert run("library", "check") == {"items": []}


def test_the_same_goes_out_byte_for_byte_and_over_itself_only_by_force(run, tmp_path):
    (tmp_path / "a.txt").write_text(STUDY, encoding="utf-8")
    (post,) = run("import", "a.txt")["items"]
    export = ("export", post["id"], "--to", "eml", "--out", "a.eml")
    run(*export)
    before = (tmp_path / "a.eml").read_bytes()

    run(*export, status=3)
    run(*export, "--force")

    assert (tmp_path / "a.eml").read_bytes() == before


def test_a_post_that_goes_out_as_markdown_is_known_when_it_comes_back(run, texts, tmp_path):
    post = run("import", texts)["items"][0]
    run("export", post["id"], "--to", "markdown", "--out", "out.md")

    again = run("import", "out.md")
    assert (again["items"], again["skipped"]) == ([], [post["title"]])

    (copy,) = run("import", "out.md", "--even-if-duplicate")["items"]
    assert (copy["title"], copy["body"]) == (post["title"], post["body"].strip())
