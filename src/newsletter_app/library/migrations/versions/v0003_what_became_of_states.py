"""What became of kept states, days of use, how long the bin has held what."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STEPS = (
    """
    CREATE TABLE revision_use (
        item TEXT NOT NULL,
        number INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (item, number, reason),
        FOREIGN KEY (item, number) REFERENCES revision (item, number) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE TABLE day_of_use (day INTEGER NOT NULL PRIMARY KEY)",
    """
    CREATE TABLE binned (
        number INTEGER NOT NULL PRIMARY KEY,
        item TEXT NOT NULL UNIQUE REFERENCES item (id) ON DELETE CASCADE,
        days INTEGER NOT NULL
    )
    """,
    "INSERT INTO binned (item, days) SELECT id, 0 FROM item WHERE deleted IS NOT NULL ORDER BY deleted",
)


def upgrade() -> None:
    """Make the tables, let the bin's time begin, and write the number of this step last."""
    for statement in _STEPS:
        op.execute(statement)
    op.execute("PRAGMA user_version = 3")
