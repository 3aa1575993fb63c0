"""The sections of the library panel."""

from dataclasses import dataclass

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.post import Post
from newsletter_app.i18n import N_
from newsletter_app.library.query import Counts, Query


@dataclass(frozen=True, slots=True)
class Section:
    """One section: what it lists, what it says where it is empty, what it then offers to make."""

    name: str
    label: str
    icon: str
    query: Query
    empty: str
    offer: str = ""
    makes: Kind | None = None


SECTIONS = (
    Section(
        "all",
        N_("Everything"),
        "list",
        Query(),
        N_("Nothing is here yet. Write the first post."),
        N_("New post"),
        Kind.POST,
    ),
    Section(
        "drafts",
        N_("Drafts"),
        "draft",
        Query(Kind.POST, Status.DRAFT),
        N_("No drafts yet. Write the first one."),
        N_("New post"),
        Kind.POST,
    ),
    Section(
        "ready",
        N_("Ready"),
        "ready",
        Query(Kind.POST, Status.READY),
        N_("Nothing is ready yet. A post comes here when its status is Ready."),
    ),
    Section(
        "published",
        N_("Published"),
        "published",
        Query(Kind.POST, Status.PUBLISHED),
        N_("Nothing is published yet. A post comes here when its status is Published."),
    ),
    Section(
        "newsletters",
        N_("Newsletters"),
        "newsletter",
        Query(Kind.NEWSLETTER),
        N_("No newsletters yet. Put the first one together."),
        N_("New newsletter"),
        Kind.NEWSLETTER,
    ),
    Section(
        "snippets",
        N_("Snippets"),
        "snippet",
        Query(Kind.SNIPPET),
        N_("No snippets yet. Write one that several posts can use."),
        N_("New snippet"),
        Kind.SNIPPET,
    ),
    Section(
        "pictures",
        N_("Pictures"),
        "picture",
        Query(Kind.ASSET),
        N_("No pictures yet. They come here when you put one into a post."),
    ),
    Section("bin", N_("Bin"), "bin", Query(deleted=True), N_("The bin is empty.")),
)
FIRST = 1


def count_of(section: Section, counts: Counts) -> int:
    """Return how many items the section has."""
    query = section.query
    if query.deleted:
        return counts.deleted
    if query.kind is None:
        return counts.posts + counts.newsletters + counts.snippets + counts.assets
    return counts.of(query.kind, query.status)


def section_of(item: Item) -> Section:
    """Return the section an item stands in."""
    if item.record.deleted is not None:
        return SECTIONS[-1]
    status = item.status if isinstance(item, Post) else None
    wanted = Query(item.kind, status)
    return next(section for section in SECTIONS if section.query == wanted)
