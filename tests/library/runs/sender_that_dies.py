"""Sends messages into a file until it is killed; started by the test of kills, once for all rounds.

Arguments: library folder, run id, the file that stands for the server, "claims" or "records-afterwards". Each
line on standard input begins a round: a child of ours sends, its process id is answered.
"""

import hmac
import os
import sys
import time
from pathlib import Path

from newsletter_app.content.run import DeliveryState, RunState
from newsletter_app.library.claims import Outcome
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.run_lock import RunLock

SERVERS_TIME = 0.002


def hash_address(key):
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


def deliver(server, message):
    """Hand a message to the server, which has it before it answers."""
    server.write(f"{message.number} {message.address}\n".encode())
    time.sleep(SERVERS_TIME)


def claim_first(library, run_id, server):
    claimer, outcome = f"sender {os.getpid()}", None
    while True:
        claimed = library.runs.claim(run_id, claimer, hash_address, outcome)
        if claimed.delivery is None:
            return
        deliver(server, claimed.delivery)
        outcome = Outcome(claimed.delivery.number, DeliveryState.SENT, 250)


def record_afterwards(library, run_id, server):
    """Do it the wrong way: write down only what was sent."""
    while True:
        waiting = library.runs.deliveries(run_id, DeliveryState.PENDING, count=1)
        if not waiting:
            return
        deliver(server, waiting[0])
        with library.together():
            claimed = library.runs.claim(run_id, "me", hash_address)
            library.runs.record(run_id, Outcome(claimed.delivery.number, DeliveryState.SENT, 250))


def one_round(folder, run_id, server_file, send):
    with open_library(folder, clean_picture, make=False) as library, RunLock(folder, run_id):
        library.runs.take_over(run_id, f"sender {os.getpid()}")
        if library.runs.get(run_id).state is not RunState.RUNNING:
            return
        with server_file.open("ab", buffering=0) as server:
            send(library, run_id, server)


def main(folder, run_id, server_file, way):
    send = claim_first if way == "claims" else record_afterwards
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            one_round(Path(folder), run_id, Path(server_file), send)
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
