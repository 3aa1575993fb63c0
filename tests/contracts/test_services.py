"""Holds every list service to the same promises."""

import re

import pytest

from newsletter_app.content.newsletter import Newsletter, PostEntry, TextEntry
from newsletter_app.errors import ContentError
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.services import SERVICES, service_called
from newsletter_app.rendering.html_tree import parse, text_of, walk
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE, Field

TAGGED = [service for service in SERVICES if service.unsubscribe]
NAMES = ["first_name", "last_name", "name", "email", "city", "Favourite_Colour-2"]
_TAGS = {
    "listmonk": r"\{\{ (?:if|with|else|end|\.|UnsubscribeURL|\.Subscriber\.[A-Za-z0-9_.]+)[^{}]*\}\}",
    "mailchimp": r"\*\|(?:IF:[A-Z0-9]{1,10}|ELSE:|END:IF|[A-Z0-9]{1,10})\|\*",
    "brevo": r"\{\{ (?:unsubscribe|contact\.[A-Z0-9_]+) \}\}|\{% (?:if contact\.[A-Z0-9_]+|else|endif) %\}",
}


@pytest.fixture(params=TAGGED, ids=lambda service: service.name)
def service(request):
    return request.param


def _page(exporting, item, service, **options):
    return exporting.page(item, "email", Choices(options={"service": service.name, **options}))


def test_names_are_told_apart():
    assert [service.name for service in SERVICES] == ["plain", "listmonk", "mailchimp", "brevo"]
    assert len({service.label for service in SERVICES}) == len(SERVICES)


def test_an_unknown_one_is_told_with_those_there_are():
    with pytest.raises(ContentError, match="mailchimp"):
        service_called("mailchump")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fallback", ["", "friend", "R&amp;D &quot;x&quot; &#x27;y&#x27;"])
def test_a_field_is_nothing_but_tags_and_its_fallback(service, name, fallback):
    written = service.tag(Field(name, fallback))
    left = re.sub(_TAGS[service.name], "", written)
    assert left.strip(" *") == fallback
    assert re.search(_TAGS[service.name], written)


def test_the_footer_unsubscribes_by_the_services_own_tag(service, sample, exporting):
    html = _page(exporting, sample.newsletter, service).text
    links = [element for element in walk(parse(html)) if element.get("href") == service.unsubscribe]
    assert [text_of(link) for link in links] == ["Stop these e-mails"]
    assert service.tag(Field(UNSUBSCRIBE)) == service.unsubscribe


def test_a_field_in_text_and_subject_becomes_a_tag_with_its_fallback(service, sample, exporting):
    item = sample.saved(
        Newsletter("Tagged", "Hello {{first_name|you}}", introduction="Dear {{first_name|friends & all}},")
    )
    page = _page(exporting, item, service)
    assert service.tag(Field("first_name", "friends &amp; all")) in page.text
    assert any(service.tag(Field("first_name", "you")) in note for note in page.told)


def test_what_a_person_wrote_is_never_a_tag(service, sample, exporting):
    hostile = "{{ .Subscriber.Email }} {% if 1 %} {# x #} *|EMAIL|* {{- unsubscribe }}"
    item = sample.saved(Newsletter(f"T {hostile}", f"S {hostile}", hostile, entries=(TextEntry(hostile),)))
    html = _page(exporting, item, service).text
    kept = re.sub(r"<style\b.*?</style>", "", html.replace(service.unsubscribe, ""), flags=re.DOTALL)
    for sign in service.signs:
        assert sign not in kept
    assert "{{ .Subscriber.Email }}" in text_of(parse(html))


def test_notes_say_what_to_set_and_what_to_upload(service, sample, exporting):
    page = _page(exporting, sample.newsletter, service)
    assert all(note.endswith(".") for note in page.told)
    assert any("assets/" in note and service.label in note for note in page.told)
    assert any("tracking" in note for note in page.told)
    assert page.pictures


def test_pictures_can_lie_on_a_website(service, sample, exporting):
    page = _page(exporting, sample.newsletter, service, pictures_at="https://example.org/pictures/")
    sources = [element.get("src") for element in walk(parse(page.text)) if element.tag == "img"]
    assert sources
    assert all(re.fullmatch(r"https://example\.org/pictures/[0-9a-f]{64}\.png", each) for each in sources)
    assert any("https://example.org/pictures/" in note for note in page.told)


@pytest.mark.parametrize(
    "folder", ["http://example.org/", "ftp://example.org", "//example.org", "https://", "javascript:alert(1)"]
)
def test_pictures_lie_at_an_https_address_or_nowhere(folder, sample, exporting):
    with pytest.raises(ContentError, match="no address for pictures"):
        exporting.page(sample.newsletter, "email", Choices(options={"pictures_at": folder}))


def test_without_a_service_the_page_is_as_it_was(sample, exporting):
    plain = exporting.page(sample.newsletter, "email", Choices(options={"service": "plain"}))
    assert plain == exporting.page(sample.newsletter, "email")


def test_a_post_can_be_handed_over_too(service, sample, exporting):
    item = Newsletter("One", "One", entries=(PostEntry(sample.post.record.id),))
    assert service.unsubscribe in _page(exporting, item, service).text
    assert service.unsubscribe in _page(exporting, sample.post, service).text
