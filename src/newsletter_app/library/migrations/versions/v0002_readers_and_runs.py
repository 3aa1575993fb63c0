"""Readers, lists, accounts, runs."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE contact (
        id TEXT NOT NULL PRIMARY KEY,
        address_key TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL,
        first_name TEXT NOT NULL,
        last_name TEXT NOT NULL,
        language TEXT NOT NULL,
        fields TEXT NOT NULL,
        token TEXT NOT NULL UNIQUE,
        created INTEGER NOT NULL,
        unsubscribed INTEGER
    )
    """,
    """
    CREATE TABLE reader_list (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,
        list_id TEXT NOT NULL UNIQUE,
        created INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE membership (
        list TEXT NOT NULL REFERENCES reader_list (id) ON DELETE CASCADE,
        contact TEXT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        ground TEXT NOT NULL,
        wording TEXT NOT NULL,
        given INTEGER NOT NULL,
        how TEXT NOT NULL,
        source TEXT NOT NULL,
        opt_out_offered INTEGER NOT NULL,
        joined INTEGER NOT NULL,
        PRIMARY KEY (list, contact)
    )
    """,
    "CREATE INDEX membership_contact ON membership (contact)",
    """
    CREATE TABLE suppression (
        hash TEXT NOT NULL PRIMARY KEY,
        reason TEXT NOT NULL,
        since INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE account (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,
        details TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE mail_test (
        newsletter TEXT NOT NULL PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
        account TEXT NOT NULL,
        sent INTEGER NOT NULL,
        content_sha256 TEXT NOT NULL,
        subject TEXT NOT NULL,
        preview_text TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE run (
        id TEXT NOT NULL PRIMARY KEY,
        newsletter TEXT NOT NULL,
        title TEXT NOT NULL,
        subject TEXT NOT NULL,
        list TEXT NOT NULL,
        list_name TEXT NOT NULL,
        account TEXT NOT NULL,
        account_name TEXT NOT NULL,
        state TEXT NOT NULL,
        content_sha256 TEXT NOT NULL,
        recipients_sha256 TEXT NOT NULL,
        confirmed INTEGER NOT NULL,
        rate INTEGER NOT NULL,
        parent TEXT NOT NULL,
        reason TEXT NOT NULL,
        said TEXT NOT NULL,
        created INTEGER NOT NULL,
        prepared INTEGER,
        begins INTEGER,
        ended INTEGER
    )
    """,
    "CREATE INDEX run_newsletter ON run (newsletter, list)",
    """
    CREATE TABLE run_content (
        run TEXT NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
        content BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE delivery (
        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        contact TEXT NOT NULL,
        address_key TEXT NOT NULL,
        address TEXT NOT NULL,
        message_id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        claimed_by TEXT NOT NULL,
        claimed INTEGER,
        code INTEGER NOT NULL,
        said TEXT NOT NULL,
        token TEXT NOT NULL,
        merge_values TEXT NOT NULL,
        updated INTEGER NOT NULL,
        PRIMARY KEY (run, number),
        UNIQUE (run, address_key)
    )
    """,
    "CREATE INDEX delivery_state ON delivery (run, state, number)",
    "CREATE INDEX delivery_contact ON delivery (contact)",
)


def upgrade() -> None:
    """Make the tables, and write the number of this step last."""
    for statement in _TABLES:
        op.execute(statement)
    op.execute("PRAGMA user_version = 2")
