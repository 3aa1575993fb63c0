"""Holds the mail accounts of a library, without their secrets."""

import dataclasses
import difflib
import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from newsletter_app.content.changes import Changes
from newsletter_app.content.ids import new_id
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.content.plain import without_control_characters
from newsletter_app.errors import Conflict, Missing, NotNow, Open
from newsletter_app.i18n import _
from newsletter_app.library.database import Database
from newsletter_app.library.encoding import to_json
from newsletter_app.library.once_more import once_more
from newsletter_app.library.run_states import ENDED
from newsletter_app.library.schema import account as table
from newsletter_app.library.schema import run
from newsletter_app.library.tidying import folded

_MANY_LINES = {"ca"}
_CHANGED = Changes(accounts=True)


class Accounts:
    """Where mail goes out; each write counts when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[MailAccount, ...]:
        """Return all accounts, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.folded)).mappings()
            return tuple(map(_account, rows))

    def called(self, reference: str) -> MailAccount:
        """Return the account of that name, in upper or lower case, or of that id. Raises Missing."""
        with self._database.reading() as connection:
            wanted = (table.c.folded == folded(reference)) | (table.c.id == reference)
            rows = connection.execute(select(table).where(wanted)).mappings().all()
            if not rows:
                raise _missing(connection, reference)
        return _account(max(rows, key=lambda row: bool(row["id"] == reference)))

    @once_more
    def add(self, account: MailAccount) -> MailAccount:
        """Take in an account; return it with its id. Raises Conflict where its name is taken."""
        fresh = _tidy(replace(account, id=new_id()))
        with self._database.writing() as connection:
            _see_that_the_name_is_free(connection, fresh)
            connection.execute(insert(table), {"id": fresh.id, **_values(fresh)})
        return fresh

    @once_more
    def save(self, account: MailAccount) -> Changes:
        """Write an account over the one of its id. Raises Missing, Conflict where another has its name."""
        fresh = _tidy(account)
        with self._database.writing() as connection:
            _see_that_it_is_there(connection, fresh.id)
            _see_that_the_name_is_free(connection, fresh)
            connection.execute(update(table).where(table.c.id == fresh.id).values(_values(fresh)))
        return _CHANGED

    @once_more
    def remove(self, account_id: str) -> Changes:
        """Take an account out. Raises Missing, NotNow while a sending by it has not ended."""
        with self._database.writing() as connection:
            _see_that_it_is_there(connection, account_id)
            _see_that_it_rests(connection, account_id)
            connection.execute(delete(table).where(table.c.id == account_id))
        return _CHANGED


def _account(row: RowMapping) -> MailAccount:
    known = {field.name for field in dataclasses.fields(MailAccount)}
    values = {name: value for name, value in json.loads(row["details"]).items() if name in known}
    values |= {"security": Security(values["security"]), "sign_in": SignIn(values["sign_in"])}
    return MailAccount(**{**values, "id": row["id"], "name": row["name"]})


def _values(account: MailAccount) -> dict[str, str]:
    details: dict[str, Any] = dataclasses.asdict(account)
    del details["id"], details["name"]
    return {"name": account.name, "folded": folded(account.name), "details": to_json(details)}


def _tidy(account: MailAccount) -> MailAccount:
    texts: dict[str, Any] = {
        name: _clean(name, value) for name, value in dataclasses.asdict(account).items() if type(value) is str
    }
    return replace(account, **texts)


def _clean(name: str, text: str) -> str:
    cleaned = without_control_characters(text)
    return cleaned if name in _MANY_LINES else " ".join(cleaned.split())


def _see_that_it_is_there(connection: Connection, account_id: str) -> None:
    if connection.execute(select(table.c.id).where(table.c.id == account_id)).first() is None:
        raise _missing(connection, account_id)


def _see_that_the_name_is_free(connection: Connection, account: MailAccount) -> None:
    taken = (table.c.folded == folded(account.name)) & (table.c.id != account.id)
    if connection.execute(select(table.c.id).where(taken)).first() is not None:
        raise Conflict(
            _("There is already an account called “{name}”.").format(name=account.name),
            hint=_("Give it another name, or change the one that is there."),
            action=Open.ACCOUNTS,
        )


def _see_that_it_rests(connection: Connection, account_id: str) -> None:
    ended = [str(state) for state in ENDED]
    using = select(run.c.title).where(run.c.account == account_id, run.c.state.not_in(ended))
    title = connection.execute(using).scalar()
    if title is not None:
        raise NotNow(
            _("The sending of “{title}” goes by this account and has not ended.").format(title=title),
            hint=_("Let it finish, or cancel it; then remove the account."),
            action=Open.SENDING,
        )


def _missing(connection: Connection, reference: str) -> Missing:
    names = {folded(name): name for (name,) in connection.execute(select(table.c.name))}
    near = difflib.get_close_matches(folded(reference)[:100], names, n=3, cutoff=0.6)
    if near:
        hint = _("Did you mean {names}?").format(names=_(" or ").join(names[name] for name in near))
    else:
        hint = _("Add it first; the accounts are listed under Accounts.")
    message = _("There is no account called “{name}”.").format(name=reference[:100])
    return Missing(message, hint=hint, action=Open.ACCOUNTS)
