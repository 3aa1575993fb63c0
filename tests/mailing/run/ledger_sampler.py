"""Looks at a ledger and at the server's log again and again, and tells at the end what it found wrong.

python ledger_sampler.py LIBRARY.SQLITE LOG.JSONL CANDIDATES        ends when stdin is closed
"""

import json
import select
import sqlite3
import sys
from pathlib import Path

STATES = {"pending", "sending", "sent", "failed", "unknown", "suppressed", "excluded", "cancelled"}
IN_HAND = {"sending", "sent", "unknown"}


def kept(log: Path) -> set[str]:
    lines = log.read_text().splitlines(keepends=True) if log.exists() else []
    read = [json.loads(line) for line in lines if line.endswith("\n")]
    return {line["id"] for line in read if "id" in line}


def look(library: Path, log: Path, candidates: int) -> list[str]:
    arrived = kept(log)  # before the ledger: what is in the log now was claimed before that
    connection = sqlite3.connect(f"file:{library}?mode=ro", uri=True, timeout=10)
    try:
        rows = connection.execute("SELECT message_id, state FROM delivery").fetchall()
    finally:
        connection.close()
    wrong = []
    if rows and (len(rows) != candidates or {state for _id, state in rows} - STATES):
        wrong.append(f"{len(rows)} rows")
    if sum(state == "sending" for _id, state in rows) > 1:
        wrong.append("two in hand")
    states = dict(rows)
    wrong += [f"{one} is {states.get(one)}" for one in arrived if states.get(one) not in IN_HAND]
    return wrong


def main(library: Path, log: Path, candidates: int) -> None:
    samples, wrong = 0, []
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        wrong += look(library, log, candidates)
        samples += 1
    print(json.dumps({"samples": samples, "wrong": wrong[:20], "faults": len(wrong)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
