"""With --json one document goes to standard output, of the shape that scripts rely on."""

import json

import pytest

COMMON = {
    "id",
    "kind",
    "slug",
    "title",
    "status",
    "tags",
    "language",
    "date",
    "created",
    "modified",
    "revision",
}
POST = COMMON | {"summary", "byline", "cover", "content_note", "published_at"}
NEWSLETTER = COMMON | {"subject", "preview_text", "template", "options", "entries", "discreet"}


def test_a_post_is_answered_whole(say):
    said = say(
        *("--json", "new", "post", "--title", "Émile's day", "--body", "-", "--summary", "S", "--tag", "a"),
        *("--tag", "b", "--status", "ready", "--language", "fr", "--byline", "Ana", "--date", "2027-03-14"),
        stdin="Été.\r\nTwo.".encode(),
    )

    assert (said.status, said.err) == (0, "")
    assert set(said.json) == POST | {"body"}
    told = {
        name: said.json[name]
        for name in ("kind", "slug", "status", "tags", "language", "date", "revision", "body")
    }
    assert told == {
        "kind": "post",
        "slug": "emiles-day",
        "status": "ready",
        "tags": ["a", "b"],
        "language": "fr",
        "date": "2027-03-14",
        "revision": 1,
        "body": "Été.\nTwo.",
    }
    assert "É" in said.out


def test_a_newsletter_is_answered_with_its_entries(say, post, newsletter):
    assert set(newsletter) == NEWSLETTER | {"body"}
    assert newsletter["subject"] == "News of spring"
    assert newsletter["entries"] == [{"place": 1, "kind": "post", "post": post["id"], "shown": "summary"}]


def test_the_body_of_a_newsletter_is_its_introduction(say):
    said = say(
        *("new", "newsletter", "--title", "Spring", "--subject", "News", "--body", "-", "--json"),
        stdin=b"Dear **friends**,",
    )
    assert said.json["body"] == "Dear **friends**,"
    assert say("show", "spring", "--json").json["body"] == "Dear **friends**,"


def test_what_was_said_about_a_picture_stays_when_it_comes_again(say, picture):
    first = say("new", "asset", picture, "--alt", "The hall", "--json").json
    same = say("new", "asset", picture, "--alt", "The hall", "--json")
    other = say("new", "asset", picture, "--alt", "A hall", "--json")
    assert (same.json["id"], same.err) == (first["id"], "")
    assert other.json["alt"] == "The hall"
    assert f"newsletter-app edit {first['id']}" in other.err


def test_a_snippet_and_an_asset_are_answered(say, picture):
    snippet = say("new", "snippet", "--name", "contact", "--body", "-", "--json", stdin=b"Write to us.").json
    asset = say(
        "new", "asset", picture, "--alt", "The hall", "--caption", "C", "--credit", "Ana", "--json"
    ).json

    assert (snippet["kind"], snippet["name"], snippet["slug"], snippet["body"]) == (
        "snippet",
        "contact",
        "contact",
        "Write to us.",
    )
    assert (asset["kind"], asset["alt"], asset["caption"], asset["credit"]) == (
        "asset",
        "The hall",
        "C",
        "Ana",
    )
    assert (asset["width"], asset["height"], len(asset["sha256"])) == (40, 30, 64)
    assert set(asset) >= COMMON


def test_lists_are_items_without_their_text(say, post, newsletter):
    for words, kinds in [
        (["list"], ["newsletter", "post"]),
        (["list", "posts"], ["post"]),
        (["list", "newsletters", "--status", "draft"], ["newsletter"]),
        (["list", "posts", "--tag", "events"], ["post"]),
        (["list", "posts", "--tag", "other"], []),
        (["list", "posts", "--status", "ready"], []),
        (["list", "snippets"], []),
        (["search", "TOWN", "ha"], ["post"]),
        (["search", "nowhere"], []),
    ]:
        said = say(*words, "--json")
        assert said.status == 0
        assert list(said.json) == ["items"]
        assert [item["kind"] for item in said.json["items"]] == kinds
        assert all("body" not in item for item in said.json["items"])


def test_dated_items_stand_by_their_date(say):
    for title, date in (("Old", "2020-01-01"), ("New", "2026-01-01"), ("Middle", "2023-01-01")):
        say("new", "post", "--title", title, "--date", date)

    assert [item["title"] for item in say("list", "--json").json["items"]] == ["New", "Middle", "Old"]


def test_show_has_the_text(say, post, newsletter):
    said = say("show", post["slug"], "--json")

    assert set(said.json) == POST | {"body"}
    assert said.json["body"] == "We met at the *town hall*."
    say("edit", newsletter["id"], "--body", "-", stdin=b"Dear all,")
    assert say("show", newsletter["slug"], "--json").json["body"] == "Dear all,"


def test_edit_answers_the_item_with_its_new_revision(say, post):
    said = say(
        "edit", post["id"][:6], "--title", "Summer meeting", "--tag", "x", "--content-note", "Grief", "--json"
    )

    assert (said.json["title"], said.json["tags"], said.json["revision"]) == ("Summer meeting", ["x"], 2)
    assert (said.json["summary"], said.json["content_note"]) == ("Short", "Grief")


def test_the_address_where_a_post_was_published_is_where_readers_read_on(say, post, newsletter, tmp_path):
    address = "https://example.org/blog/spring?a=1&b=2"
    say("edit", post["id"], "--published-at", address)
    assert say("show", post["id"], "--json").json["published_at"] == address
    say("entries", newsletter["id"], "add", post["id"], "--as", "headline")
    say("export", newsletter["id"], "--to", "text", "--out", tmp_path / "mail.txt")
    assert address in (tmp_path / "mail.txt").read_text(encoding="utf-8")
    refused = say("edit", post["id"], "--published-at", "javascript:alert(1)")
    assert refused.status == 1
    assert "no address of a web page" in refused.err
    assert say("edit", post["id"], "--published-at", "", "--json").json["published_at"] == ""


def test_every_field_of_a_post_can_be_edited_and_cleared(say, post, picture):
    asset = say("new", "asset", picture, "--alt", "The hall", "--json").json
    changed = say(
        *(
            "edit",
            post["id"],
            "--cover",
            asset["id"],
            "--date",
            "2027-03-14",
            "--byline",
            "Ana",
            "--status",
            "ready",
        ),
        *("--language", "cy", "--summary", "Long", "--body", "-", "--json"),
        stdin=b"Other words.",
    ).json
    assert (changed["cover"], changed["date"], changed["byline"]) == (asset["sha256"], "2027-03-14", "Ana")
    assert (changed["status"], changed["language"], changed["summary"]) == ("ready", "cy", "Long")
    assert changed["body"] == "Other words."

    cleared = say(
        "edit", post["id"], "--cover", "", "--date", "", "--tag", "", "--summary", "", "--json"
    ).json
    assert (cleared["cover"], cleared["date"], cleared["tags"], cleared["summary"]) == ("", None, [], "")


def test_a_newsletters_fields_and_entries_can_be_edited(say, post, newsletter):
    said = say(
        *("edit", "spring", "--subject", "S", "--preview-text", "P", "--template", "announcement"),
        *("--entry", f"{post['slug']}:full", "--entry", f"{post['id']}:headline", "--json"),
    )

    assert (said.json["subject"], said.json["preview_text"], said.json["template"]) == (
        "S",
        "P",
        "announcement",
    )
    assert [entry["shown"] for entry in said.json["entries"]] == ["full", "headline"]


def test_a_picture_that_gets_an_alt_text_is_no_longer_decorative(say, picture):
    asset = say("new", "asset", picture, "--decorative", "--json").json
    assert (asset["decorative"], asset["alt"]) == (True, "")

    edited = say("edit", asset["id"], "--alt", "The hall", "--json").json

    assert (edited["decorative"], edited["alt"]) == (False, "The hall")


def test_revisions_can_be_listed_compared_and_gone_back_to(say, post):
    say("edit", post["id"], "--body", "-", "--summary", "Longer", stdin=b"We met at the *quay*.")

    kept = say("revisions", post["id"], "--json").json["items"]
    assert [(each["number"], each["title"]) for each in kept] == [
        (2, "Spring meeting"),
        (1, "Spring meeting"),
    ]

    diff = say("revisions", post["id"], "--diff", "1", "2", "--json").json
    assert diff["fields"] == [{"name": "summary", "from": "Short", "to": "Longer"}]
    assert [(line["change"], line["text"]) for line in diff["body"]] == [
        ("removed", "We met at the *town hall*."),
        ("added", "We met at the *quay*."),
    ]
    assert {"change": "added", "text": "quay"} in diff["body"][1]["words"]
    assert "- We met at the *town hall*." in say("revisions", post["id"], "--diff", "1", "2").out

    back = say("revert", post["id"], "1", "--json").json
    assert (back["body"], back["revision"]) == ("We met at the *town hall*.", 3)


def test_the_bin_gives_back(say, post):
    assert say("delete", post["id"], "--json").json["deleted"]
    assert say("list", "--json").json == {"items": []}
    assert say("undelete", post["id"], "--json").json["deleted"] is None
    assert len(say("list", "--json").json["items"]) == 1


def test_a_duplicate_is_a_draft_of_its_own(say, post):
    copy = say("duplicate", post["id"], "--json").json

    assert copy["id"] != post["id"]
    assert (copy["status"], copy["revision"]) == ("draft", 1)
    assert copy["body"] == "We met at the *town hall*."


def test_entries_are_arranged_by_places_from_1(say, post, newsletter, tmp_path):
    (tmp_path / "text.md").write_text("Some words.")
    for words in (
        ["add", "--heading", "Also new"],
        ["add", "--button", "Read=https://example.org/?a=b"],
        ["add", "--divider", "--at", "1"],
        ["add", "--text", "text.md", "--at", "2"],
        ["add", post["slug"], "--as", "headline"],
        ["move", "1", "6"],
        ["remove", "3"],
    ):
        said = say("entries", "spring", *words, "--json")
        assert (said.status, said.json["kind"]) == (0, "newsletter"), said.err

    rows = say("entries", "spring", "list", "--json").json["items"]

    assert rows == [
        {"place": 1, "kind": "text", "body": "Some words."},
        {"place": 2, "kind": "post", "post": post["id"], "shown": "summary", "title": "Spring meeting"},
        {"place": 3, "kind": "button", "label": "Read", "url": "https://example.org/?a=b"},
        {"place": 4, "kind": "post", "post": post["id"], "shown": "headline", "title": "Spring meeting"},
        {"place": 5, "kind": "divider"},
    ]
    assert say("entries", "spring").out.splitlines()[4] == "5\tdivider"


def test_an_import_answers_the_posts_that_came(say, tmp_path):
    (tmp_path / "a.txt").write_text("A day at sea\n\nSee the map here.")
    first = say("import", "a.txt", "--json")
    again = say("import", "a.txt", "--json")
    dry = say("import", "a.txt", "--dry-run", "--even-if-duplicate", "--json")

    assert [item["title"] for item in first.json["items"]] == ["A day at sea"]
    assert "1 link has lost its address" in first.err
    assert again.status == 0
    assert (again.json["items"], again.json["skipped"]) == ([], ["A day at sea"])
    assert "“A day at sea” is in the library already and was skipped." in again.err
    assert [item["title"] for item in dry.json["items"]] == ["A day at sea"]
    assert len(say("list", "--json").json["items"]) == 1


def test_an_export_answers_its_files(say, post):
    said = say("export", post["id"], "--to", "blog", "--out", "post.html", "--json")

    assert (said.json["target"], said.json["files"], said.json["id"]) == ("blog", ["post.html"], post["id"])


def test_templates_brand_and_library_answer_objects(say, post, picture):
    names = [template["name"] for template in say("templates", "--json").json["items"]]
    assert names == [template["name"] for template in say("templates", "list", "--json").json["items"]]
    assert {"digest", "letter", "announcement", "post", "round-up", "page"} <= set(names)
    assert say("--json", "templates", "show", "digest").json["kinds"] == ["newsletter"]
    copied = say("templates", "copy", "digest", "ours", "--json").json
    assert say("templates", "check", copied["folder"], "--json").json == {"items": []}
    assert "ours" in [template["name"] for template in say("templates", "--json").json["items"]]

    brand = say("brand", "set", "name=Harbour", "links=Us=https://example.org/us", "--json").json
    assert (brand["name"], brand["links"]) == ("Harbour", [{"label": "Us", "url": "https://example.org/us"}])
    assert len(say("brand", "logo", picture, "--json").json["logo"]) == 64
    assert say("brand", "--json").json == say("brand", "show", "--json").json

    info = say("library", "info", "--json").json
    assert (info["posts"], info["assets"], info["read_only"]) == (1, 1, False)
    assert say("library", "check", "--json").json == {"items": []}
    assert say("library", "backup", "b.zip", "--json").json["size"] > 0


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_the_common_options_stand_anywhere(say, post, place):
    words = ["entries", "none-of-that-name", "list"]
    words.insert(place, "--json")

    assert say(*words).status == 1


def test_the_library_may_be_named_after_the_command(say, post, tmp_path):
    said = say("list", "--library", tmp_path / "another", "--json")

    assert said.status == 1
    assert "There is no library in" in said.err
    assert json.loads(say("list", "--library", tmp_path / "library", "--json").out)["items"]
