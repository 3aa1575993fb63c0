"""S7: who left is not written to, in whatever spelling they come back."""

import mail_run_rig as rig
from mail_run_rig import hash_address_of

from newsletter_app.content.address import address_key
from newsletter_app.content.contact import Contact

GONE = 1_000 if rig.IS_TORTURE else 60


def spellings(number: int) -> tuple[str, ...]:
    plain = f"gone.reader{number:04}@example.test"
    local, domain = plain.split("@")
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() else letter for letter in local)
    return (
        plain,
        plain.upper(),
        f"  {plain}\t",
        f"{wide}@{domain}",
        f"{local[:4]}\u200b{local[4:]}@{domain}",
        f"{local}@{domain[:3]}\u00ad{domain[3:]}",
        f'"{local}"@{domain}',
        f"{local.title()}@\uff45xample.test",
    )


def test_a_thousand_who_left_stay_out_in_eight_spellings_each(serve, stage, sending):
    server = serve()
    on = stage(server.port, 5)
    hashing = hash_address_of(on.library)
    for number in range(GONE):
        key = address_key(spellings(number)[number % 8])
        on.library.readers.suppress(key, "unsubscribed", hashing)

    back = bring_back(on, hashing)
    room = sending(on)
    plan = room.look(on.newsletter, "news", "Friends")
    run = room.deliver(room.start(plan, plan.count).id)

    assert len(back.suppressed) == 8 * GONE
    assert (plan.count, run.counts.sent) == (5, 5)
    assert not [address for address in server.recipients if "gone" in address]


def test_the_control_with_another_key_mails_them_all(serve, stage, sending):
    server = serve()
    on = stage(server.port, 5)
    hashing = hash_address_of(on.library)
    for number in range(GONE):
        on.library.readers.suppress(address_key(spellings(number)[0]), "unsubscribed", hashing)

    bring_back(on, lambda key: f"{hash(key):x}")
    room = sending(on, hash_address=lambda key: f"{hash(key):x}")
    run = room.deliver(room.start(room.look(on.newsletter, "news", "Friends"), GONE + 5).id)

    assert run.counts.sent == GONE + 5
    assert len([address for address in server.recipients if "gone" in address]) == GONE


def bring_back(on: rig.Stage, hashing):
    arrivals = [
        rig.Arrival(Contact(spelling), rig.Consent(wording="Yes"), 8 * number + place)
        for number in range(GONE)
        for place, spelling in enumerate(spellings(number))
    ]
    return on.library.readers.bring_in(on.list.id, arrivals, hashing)


def test_who_leaves_while_it_goes_out_is_not_written_to(serve, stage, sending):
    server = serve()
    on = stage(server.port, 30)
    late = [f"reader{number:05}@example.test" for number in (8, 9)]
    erased = "reader00007@example.test"
    readers, hashing, room = on.library.readers, hash_address_of(on.library), sending(on)
    run = room.start(room.look(on.newsletter, "news", "Friends"), 30)

    def leave() -> None:
        for address in late:
            readers.unsubscribe(readers.find(address).id, hashing)
        readers.erase(readers.find(erased).id, hashing)

    leaving = sending(on, lambda account, secret: rig.Counting(account, secret, after={3: leave}))
    run = leaving.deliver(run.id)

    assert len(server.kept) == run.counts.sent == 27
    assert not set(server.recipients) & {*late, erased}
    assert run.counts.suppressed == 3
    assert run.counts.is_balanced
