"""Names the tables of a library."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

# The body stands last, so that a list reads none of its pages.
item = Table(
    "item",
    metadata,
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("slug_frozen", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("excerpt", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("date", Text),
    Column("tags", Text, nullable=False),
    Column("cover", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("created", Integer, nullable=False),
    Column("modified", Integer, nullable=False),
    Column("deleted", Integer),
    Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("details", Text, nullable=False),
    Column("marks", Text, nullable=False),
    Column("more", Text, nullable=False),
    Column("body", Text, nullable=False),
)

tag = Table(
    "tag",
    metadata,
    Column("seat", Integer, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("is_listed", Integer, nullable=False),
    Column("name", Text, nullable=False),
)
"""Goes by the seat of its item, so that a list reads one tag's in order; in the bin none is listed."""

asset = Table(
    "asset",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("item", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("size", Integer, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("item", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kept", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

revision_use = Table(
    "revision_use",
    metadata,
    Column("item", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("reason", Text, primary_key=True),
)
"""What became of a kept state since: it was exported, sent, published, gone back to."""

day_of_use = Table(
    "day_of_use",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
)
"""The days, counted from the start of 1970, on which something was written."""

binned = Table(
    "binned",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("item", Text, nullable=False),
    Column("days", Integer, nullable=False),
)
"""In which order items went into the bin, with how many days of use there were then."""

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

contact = Table(
    "contact",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address_key", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("created", Integer, nullable=False),
    Column("unsubscribed", Integer),
)

reader_list = Table(
    "reader_list",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("list_id", Text, nullable=False),
    Column("created", Integer, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("list", Text, primary_key=True),
    Column("contact", Text, primary_key=True),
    Column("ground", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("given", Integer, nullable=False),
    Column("how", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("opt_out_offered", Integer, nullable=False),
    Column("joined", Integer, nullable=False),
)

suppression = Table(
    "suppression",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", Integer, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("details", Text, nullable=False),
)

mail_test = Table(
    "mail_test",
    metadata,
    Column("newsletter", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("preview_text", Text, nullable=False),
    Column("text", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", Text, primary_key=True),
    Column("newsletter", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("list", Text, nullable=False),
    Column("list_name", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("account_name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("recipients_sha256", Text, nullable=False),
    Column("confirmed", Integer, nullable=False),
    Column("rate", Integer, nullable=False),
    Column("parent", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("created", Integer, nullable=False),
    Column("prepared", Integer),
    Column("begins", Integer),
    Column("ended", Integer),
)

run_content = Table(
    "run_content",
    metadata,
    Column("run", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

delivery = Table(
    "delivery",
    metadata,
    Column("run", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("contact", Text, nullable=False),
    Column("address_key", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("claimed", Integer),
    Column("code", Integer, nullable=False),
    Column("said", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("merge_values", Text, nullable=False),
    Column("updated", Integer, nullable=False),
)

item_words = Table(
    "item_words",
    MetaData(),
    Column("rowid", Integer, primary_key=True),
    Column("title", Text),
    Column("body", Text),
    Column("more", Text),
    Column("marks", Text),
)
"""The full-text index (FTS5); `word_index` keeps it in step with `item`."""
