"""Builds a small library that shows everything an output can hold."""

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from newsletter_app.content.brand import Brand, BrandLink
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)

BODY = """\
Our report **“Working Together”** is out. It follows *thirty* people -- over a year[^1] -- and can be
[read here](https://example.org/reports/working-together?year=2026&part=1). Write to info@example.org
or see https://example.org. A [shortcode] stays text, as do a < b & c.

![A report cover with a bridge](asset:{cover} "The report's cover"){{credit="Drawing: J. Example"}}

## Outcomes [2026]

1. 87% started
2. 77% finished
   - most of them
   - within *ten* weeks
3. Fewer calls -- 29 percent

| Group | Started | Finished |
|:------|--------:|:--------:|
| North | 12 | 10 |
| South | 18 | 13 |

> The work must go on.
>
> It has only begun.

### In pictures

![Two people at a table](asset:{table}) ![A flip chart](asset:{chart} "What we wrote down")

> [!SAFETY]
> If you are in danger, call 999. Somebody may see this page: [leave it quickly](https://example.org/exit).

> [!NOTE]
> A note with
>
> - a list

```
if a < b:

    print("[x] -- y")
```

---

[Read the report](https://example.org/reports/working-together){{.button}}

```event
what: Launch of the report
when: 12 March 2026, 10:00–12:30
where: Example House, 1 Long Street
contact: events@example.org
```

```event
what: Reading group
when: some day in spring
```

{{{{snippet:contact}}}}

Dear {{{{first_name|friend}}}}, here is a [link to be found](todo:) and ~~an old~~ a new word.

![A photo that was lost](missing:)

[^1]: From April to March. See [the method](https://example.org/method).
"""

SHORT = """\
A meeting took place.

- One thing
- Another thing
"""


@dataclass(frozen=True)
class Sample:
    """The library, and its items."""

    library: Library
    post: Post
    short: Post
    newsletter: Newsletter

    def saved(self, item):
        """Add an item and return it as the library has it."""
        return self.library.items.add(item).item


def drawing(colour: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a PNG of a cross on a coloured ground."""
    picture = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(picture)
    draw.line((0, 0, *size), fill="white", width=3)
    draw.line((0, size[1], size[0], 0), fill="white", width=3)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def make_sample(folder: Path) -> Sample:
    """Make the library in `folder`."""
    library = open_library(folder, clean_picture, make=True, now=lambda: NOW)
    shas = {
        name: library.assets.add(drawing(colour), f"{name}.png", alt=alt).item.sha256
        for name, colour, alt in (
            ("cover", "#23606b", "A report cover with a bridge"),
            ("table", "#805020", "Two people at a table"),
            ("chart", "#305080", "A flip chart"),
            ("logo", "#101010", "The Example Project"),
        )
    }
    library.brand.save(
        Brand(
            name="The Example Project",
            strapline="Working together",
            logo=shas["logo"],
            address="Example House\n1 Long Street\nLondon",
            footer="You get this because you signed up at a meeting.",
            website="https://example.org",
            contact="info@example.org",
            links=(
                BrandLink("Website", "https://example.org"),
                BrandLink("Help", "https://example.org/help"),
            ),
        )
    )
    library.items.add(Snippet("contact", "Write to [us](mailto:info@example.org) or call 020 7946 0000."))
    body = BODY.format(cover=shas["cover"], table=shas["table"][:12], chart=shas["chart"])
    post = library.items.add(
        Post(
            title="New report: outcomes & “next” steps",
            body=body,
            summary="What thirty people told us -- and what we do next.",
            byline="Jo Example",
            tags=("reports", "outcomes"),
            cover=shas["cover"],
            content_note="This post mentions violence.",
            date=dt.date(2026, 2, 3),
        )
    ).item
    short = library.items.add(
        Post(
            title="A first meeting",
            body=SHORT,
            date=dt.date(2026, 1, 2),
            published_at="https://example.org/meeting",
        )
    ).item
    newsletter = library.items.add(
        Newsletter(
            title="Spring news",
            subject="Spring news: a report & a meeting 🌱",
            preview_text="What thirty people told us.",
            introduction="Dear {{first_name|friends}},\n\nhere is *our* news.",
            entries=(
                PostEntry(post.record.id, Shown.FULL),
                HeadingEntry("Also"),
                PostEntry(short.record.id, Shown.SUMMARY),
                TextEntry("Some words **of our own**."),
                ButtonEntry("See all", "https://example.org/all"),
                DividerEntry(),
                PostEntry(short.record.id, Shown.HEADLINE),
            ),
            date=dt.date(2026, 3, 1),
        )
    ).item
    return Sample(library, post, short, newsletter)
