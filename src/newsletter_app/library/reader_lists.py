"""Keeps the lists of readers."""

import difflib

from sqlalchemy import Connection, RowMapping, Select, bindparam, delete, func, insert, select, update

from newsletter_app.content.contact import ReaderList
from newsletter_app.content.ids import new_id
from newsletter_app.errors import Conflict, ContentError, Missing, NotNow, Open
from newsletter_app.i18n import _
from newsletter_app.library.moments import moment_of
from newsletter_app.library.run_states import ENDED
from newsletter_app.library.schema import contact, membership, reader_list, run
from newsletter_app.library.tidy_contact import one_line
from newsletter_app.library.tidying import folded

_BY_ID = delete(contact).where(contact.c.id == bindparam("gone"))
_ENDED = tuple(map(str, ENDED))


def lists(connection: Connection) -> tuple[ReaderList, ...]:
    """Return all lists with their counts, in the order of the alphabet."""
    rows = connection.execute(_counted().order_by(reader_list.c.folded)).mappings()
    return tuple(map(_list_of, rows))


def list_called(connection: Connection, name: str) -> ReaderList:
    """Return the list with that id or name, whatever its case. Raises Missing with the nearest names."""
    wanted = one_line(name)
    ways = (reader_list.c.id == wanted.lower(), reader_list.c.folded == folded(wanted))
    for way in ways:
        row = connection.execute(_counted().where(way)).mappings().first()
        if row is not None:
            return _list_of(row)
    raise _missing(connection, wanted)


def make_list(connection: Connection, name: str, moment: int) -> ReaderList:
    """Take in a new list. Raises ContentError without a name, Conflict where another has it."""
    plain = _free_name(connection, name)
    made = new_id()  # stands in every mail's headers too, where a name could tell what the list is about
    values = {"id": made, "list_id": made, "name": plain, "folded": folded(plain), "created": moment}
    connection.execute(insert(reader_list).values(values))
    return list_called(connection, made)


def rename_list(connection: Connection, list_id: str, name: str) -> bool:
    """Give a list another name, and tell whether it differs; its List-Id stays, for readers sort by it."""
    before = list_called(connection, list_id)
    plain = _free_name(connection, name, but=before.id)
    if plain == before.name:
        return False
    renamed = update(reader_list).where(reader_list.c.id == before.id)
    connection.execute(renamed.values(name=plain, folded=folded(plain)))
    return True


def delete_list(connection: Connection, list_id: str) -> None:
    """Delete a list, with the readers on no other. Raises Missing, NotNow while it is mailed."""
    gone = list_called(connection, list_id)
    _see_that_nothing_is_under_way(connection, gone)
    others = select(membership.c.contact).where(membership.c.list != gone.id)
    only_here = select(membership.c.contact).where(
        membership.c.list == gone.id, membership.c.contact.not_in(others)
    )
    people = connection.execute(only_here).scalars().all()
    connection.execute(delete(reader_list).where(reader_list.c.id == gone.id))
    if people:
        connection.execute(_BY_ID, [{"gone": person} for person in people])


def _counted() -> Select[tuple[object, ...]]:
    """Ask for lists with how many of their people may be written to, and how many left."""
    left = func.count(contact.c.unsubscribed)
    numbers = (
        select(membership.c.list, (func.count() - left).label("people"), left.label("gone"))
        .join(contact, contact.c.id == membership.c.contact)
        .group_by(membership.c.list)
        .subquery()
    )
    known = (
        func.coalesce(numbers.c.people, 0).label("people"),
        func.coalesce(numbers.c.gone, 0).label("gone"),
    )
    return select(reader_list, *known).join(numbers, numbers.c.list == reader_list.c.id, isouter=True)


def _list_of(row: RowMapping) -> ReaderList:
    return ReaderList(
        id=row["id"],
        name=row["name"],
        list_id=row["list_id"],
        created=moment_of(row["created"]),
        people=row["people"],
        unsubscribed=row["gone"],
    )


def _free_name(connection: Connection, name: str, but: str = "") -> str:
    plain = one_line(name)
    if not plain:
        raise ContentError(_("A list needs a name."), hint=_("Type one."))
    taken = select(reader_list.c.id).where(reader_list.c.folded == folded(plain), reader_list.c.id != but)
    if connection.execute(taken).first() is not None:
        raise Conflict(
            _("There is already a list called “{name}”.").format(name=plain),
            hint=_("Choose another name."),
            action=Open.READERS,
        )
    return plain


def _see_that_nothing_is_under_way(connection: Connection, gone: ReaderList) -> None:
    under_way = select(run.c.id).where(run.c.list == gone.id, run.c.state.not_in(_ENDED))
    if connection.execute(under_way).first() is not None:
        raise NotNow(
            _("The list “{name}” is being written to.").format(name=gone.name),
            hint=_("Let that sending end, or cancel it, then delete the list."),
            action=Open.SENDING,
        )


def _missing(connection: Connection, wanted: str) -> Missing:
    names = {row.folded: row.name for row in connection.execute(select(reader_list))}
    near = difflib.get_close_matches(folded(wanted)[:100], names, n=3, cutoff=0.6)
    quoted = [f"“{names[name]}”" for name in near]
    hint = _("Did you mean {names}?").format(names=_(" or ").join(quoted))
    return Missing(
        _("There is no list called “{name}”.").format(name=wanted[:100]),
        hint=hint if near else _("The lists of readers show what is there."),
        action=Open.READERS,
    )
