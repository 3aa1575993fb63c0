import email
import re
from email import policy
from pathlib import Path

import pytest

from newsletter_app.content.kinds import Kind
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.registry import TARGETS
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates

EXPECTED = Path(__file__).parent / "expected"
SAFE = {"safety": "Is it safe to read this now?", "exit": "https://weather.example.org/"}
ONE_FILE = [target for target in TARGETS if target.suffix]


def _cases():
    """Name every template for every target that takes it, the others once."""
    manifests = Templates([shipped_templates()], fill_here).all()
    for target in ONE_FILE:
        if not target.family:
            yield from ((kind, target.name, "") for kind in (Kind.POST, Kind.NEWSLETTER))
            continue
        for manifest in manifests:
            if target.family in manifest.targets:
                yield from ((kind, target.name, manifest.name) for kind in manifest.kinds)


CASES = sorted(_cases())


@pytest.mark.parametrize(("kind", "target", "template"), CASES)
def test_every_template_gives_every_target_the_page_it_gave_before(
    kind, target, template, sample, exporting, update_golden
):
    item = sample.post if kind == Kind.POST else sample.newsletter
    page = exporting.page(item, target, Choices(template=template))
    suffix = exporting.target(target).suffix
    name = "-".join(filter(None, (kind, target, template)))
    _compare(EXPECTED / f"{name}{suffix}", _stable(page.text, suffix, sample), update_golden)


@pytest.mark.parametrize(("kind", "target", "template"), [case for case in CASES if case[2]])
def test_every_template_shows_the_safety_note_and_the_way_out(
    kind, target, template, sample, exporting, update_golden
):
    item = sample.post if kind == Kind.POST else sample.newsletter
    page = exporting.page(item, target, Choices(template=template, options=SAFE))
    suffix = exporting.target(target).suffix
    text = _stable(page.text, suffix, sample)
    _compare(EXPECTED / f"{kind}-{target}-{template}-safe{suffix}", text, update_golden)
    assert text.count(SAFE["safety"]) == (2 if target == "eml" else 1)
    assert text.count(SAFE["exit"]) == (2 if target == "eml" else 1)
    assert "Leave this page" in text


@pytest.mark.parametrize("kind", [Kind.POST, Kind.NEWSLETTER])
def test_the_folder_holds_the_files_it_held_before(kind, sample, exporting, update_golden):
    item = sample.post if kind == Kind.POST else sample.newsletter
    page = exporting.page(item, "folder")
    names = [file.name for file in page.files] + [f"assets/{asset.file_name}" for asset in page.pictures]
    _compare(
        EXPECTED / f"{kind}-folder.list", _stable("\n".join(sorted(names)) + "\n", "", sample), update_golden
    )


@pytest.mark.parametrize("service", ["listmonk", "mailchimp", "brevo"])
def test_the_page_for_a_list_service_is_as_before(service, sample, exporting, update_golden):
    page = exporting.page(sample.newsletter, "email", Choices(options={"service": service}))
    _compare(
        EXPECTED / f"newsletter-email-{service}.html", _stable(page.text, ".html", sample), update_golden
    )


def test_text_with_links_inline_is_as_before(sample, exporting, update_golden):
    page = exporting.page(sample.post, "text", Choices(options={"links": "inline"}))
    _compare(EXPECTED / "post-text-inline.txt", page.text, update_golden)


def _compare(file, text, update):
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text


def _stable(text, suffix, sample):
    """Return the text without what another version of the picture library would write differently."""
    if suffix == ".eml":
        text = _parts(text)
    for asset in sample.library.items.all(Kind.ASSET):
        text = text.replace(asset.sha256, asset.name.replace(".", "-"))
        text = text.replace(asset.sha256[:32], f"{asset.name}-32").replace(
            asset.sha256[:12], f"{asset.name}-12"
        )
    return text


def _parts(text):
    message = email.message_from_string(text, policy=policy.default)
    lines = []
    for part in message.walk():
        lines += [f"{name}: {value}" for name, value in part.items()]
        shown = part.get_content_maintype() == "text"
        lines += ["", part.get_content().replace("\r\n", "\n") if shown else "", "----"]
    return re.sub(r"=_[0-9a-f]{32}", "=_boundary", "\n".join(lines))
