"""Says which items a write to the library has changed."""

from dataclasses import dataclass, field

from newsletter_app.content.kinds import Kind

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids that differ after a write, by kind; `|` joins two."""

    posts: frozenset[str] = _NONE
    newsletters: frozenset[str] = _NONE
    snippets: frozenset[str] = _NONE
    assets: frozenset[str] = _NONE
    brand: bool = field(default=False)
    readers: bool = field(default=False)
    accounts: bool = field(default=False)
    runs: frozenset[str] = _NONE

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.posts | other.posts,
            self.newsletters | other.newsletters,
            self.snippets | other.snippets,
            self.assets | other.assets,
            self.brand or other.brand,
            self.readers or other.readers,
            self.accounts or other.accounts,
            self.runs | other.runs,
        )

    def __bool__(self) -> bool:
        return bool(self.ids | self.runs) or self.brand or self.readers or self.accounts

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of all items, of whatever kind."""
        return self.posts | self.newsletters | self.snippets | self.assets

    @staticmethod
    def of(kind: Kind, *ids: str) -> "Changes":
        """Return the changes of one kind.

        >>> Changes.of(Kind.POST, "a").posts
        frozenset({'a'})
        """
        return Changes(**{f"{kind}s": frozenset(ids)})  # type: ignore[arg-type]  # one field per kind
