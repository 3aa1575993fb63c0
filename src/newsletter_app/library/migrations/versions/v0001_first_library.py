"""The first library: items, tags, pictures, kept states, settings."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE item (
        seat INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('post', 'newsletter', 'snippet', 'asset')),
        slug TEXT NOT NULL,
        slug_frozen INTEGER NOT NULL,
        title TEXT NOT NULL,
        excerpt TEXT NOT NULL,
        status TEXT NOT NULL,
        language TEXT NOT NULL,
        date TEXT,
        tags TEXT NOT NULL,
        cover TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        origin TEXT NOT NULL,
        created INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        deleted INTEGER,
        version INTEGER NOT NULL CHECK (version > 0),
        revision INTEGER NOT NULL CHECK (revision > 0),
        details TEXT NOT NULL,
        marks TEXT NOT NULL,
        more TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (slug, kind)
    )
    """,
    "CREATE INDEX item_listed ON item (deleted, kind, status)",
    "CREATE INDEX item_deleted ON item (deleted)",
    "CREATE INDEX item_fingerprint ON item (fingerprint)",
    "CREATE INDEX item_origin ON item (origin) WHERE origin != ''",
    """
    CREATE TABLE tag (
        seat INTEGER NOT NULL REFERENCES item (seat) ON UPDATE CASCADE ON DELETE CASCADE,
        folded TEXT NOT NULL,
        is_listed INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (seat, folded)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX tag_listed ON tag (is_listed, folded, seat, name)",
    """
    CREATE TABLE asset (
        sha256 TEXT NOT NULL PRIMARY KEY,
        item TEXT NOT NULL UNIQUE REFERENCES item (id) ON DELETE CASCADE,
        suffix TEXT NOT NULL,
        size INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE revision (
        item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        kept INTEGER NOT NULL,
        reason TEXT NOT NULL,
        title TEXT NOT NULL,
        words INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (item, number)
    )
    """,
    "CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

_WORDS = """
    CREATE VIRTUAL TABLE item_words USING fts5(
        title, body, more, marks, content='item', content_rowid='seat', prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 2'
    )
"""


def upgrade() -> None:
    """Make everything, and write the number of this step last."""
    for statement in (*_TABLES, _WORDS):
        op.execute(statement)
    op.execute("PRAGMA application_id = 1313621316")
    op.execute("PRAGMA user_version = 1")
