"""An SMTP server on loopback, in a process of its own, that fails as it is told and logs every delivery.

    python fault_smtp.py FOLDER

FOLDER/rules.json says how; FOLDER/env.json {host, port, pid} is there when it listens.

Rules: "seed", "share" and "kinds" (this share of the addresses gets one of the kinds, drawn by the seed),
"addresses" ({address: [kind, …]} by hand, one for each attempt, the last one stays where it ends with "!"),
"mail_share" (of the MAIL commands, answered 450), "password" (of any user), "delay" (seconds each takes),
"tarpit" (refusals in a session after which each answer takes "tarpit_seconds"; 421 at twice as many),
"close_after" (messages in a session), "keep" (whole messages in mails.bin).

A kind is STEP-WHAT, the step one of rcpt, data, end, the what a code, or "rst" (nothing kept), at the end
also "lost" (kept, then reset) and "late" (kept, answered after "late_seconds"); "mid-rst" is a reset within
the message. A kind ending with "!" happens at every attempt, the others once.

FOLDER/log.jsonl has a line for each kept message {rcpt, id, replied, time, session, at, bytes} and for each
fault {fault, rcpt}. A line on stdin gives an order: {"kill": {"pid", "step", "after"}} ends that process at
that step (rcpt, data, mid, kept, replied) of the message "after" so many; {"rules": {…}} changes the rules.
"""

import asyncio
import base64
import contextlib
import json
import os
import random
import re
import signal
import socket
import struct
import sys
import time
from pathlib import Path

_ID = re.compile(rb"(?im)^message-id:\s*(\S+)")
_PATH = re.compile(r"<([^>]*)>")
KINDS = (
    *("rcpt-421", "rcpt-450", "rcpt-451", "rcpt-452", "rcpt-550!", "rcpt-rst", "data-421", "data-451"),
    *("data-rst", "mid-rst", "end-452", "end-554!", "end-lost", "end-rst", "end-late", "rcpt-451!"),
)


class Gone(Exception):
    """The connection was closed on purpose."""


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules = {"seed": 0, "share": 0.0, "kinds": KINDS, "addresses": {}, "late_seconds": 0.05}
        self.rules |= (
            json.loads((folder / "rules.json").read_text()) if (folder / "rules.json").exists() else {}
        )
        self.log = (folder / "log.jsonl").open("a", buffering=1)
        self.mails = (folder / "mails.bin").open("ab", buffering=0) if self.rules.get("keep") else None
        self.hits: dict[str, int] = {}
        self.sessions = self.messages = self.mail_commands = 0
        self.armed: dict | None = None

    def tell(self, **line: object) -> None:
        self.log.write(json.dumps(line) + "\n")

    def obey(self, line: str) -> None:
        order = json.loads(line)
        self.rules |= order.get("rules", {})
        if "kill" in order:
            self.armed = order["kill"] | {"from": self.messages}

    def strike(self, step: str) -> None:
        armed = self.armed
        if armed and armed["step"] == step and self.messages >= armed["from"] + armed["after"]:
            self.armed = None
            with contextlib.suppress(ProcessLookupError):
                os.kill(armed["pid"], signal.SIGKILL)

    def fault_of(self, address: str) -> str:
        """Return the kind for this attempt at the address, "" for none; each call is an attempt."""
        attempt = self.hits[address] = self.hits.get(address, 0) + 1
        listed = self.rules["addresses"].get(address)
        if listed is None:
            listed = drawn(self.rules["seed"], self.rules["share"], self.rules["kinds"], address)
        if attempt <= len(listed):
            return listed[attempt - 1].removesuffix("!")
        return listed[-1].removesuffix("!") if listed and listed[-1].endswith("!") else ""

    def mail_fault(self) -> bool:
        self.mail_commands += 1
        dice = random.Random(f"{self.rules['seed']}:mail:{self.mail_commands}")
        return dice.random() < self.rules.get("mail_share", 0.0)


def drawn(seed: int, share: float, kinds: list[str], address: str) -> list[str]:
    """Return what the seed holds for an address."""
    dice = random.Random(f"{seed}:{address}")
    return [dice.choice(list(kinds))] if dice.random() < share else []


class Session:
    def __init__(self, server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        server.sessions += 1
        self.number, self.refused, self.taken = server.sessions, 0, 0
        self.forget()

    def forget(self) -> None:
        self.rcpt: list[str] = []
        self.fault = self.sender = ""

    async def run(self) -> None:
        with contextlib.suppress(Gone, ConnectionError, asyncio.IncompleteReadError):
            await self.say("220 fault.example.test")
            while line := await self.reader.readline():
                await self.answer(line.decode(errors="replace").rstrip("\r\n"))
        self.writer.close()

    async def answer(self, line: str) -> None:
        verb = line[:4].upper()
        if verb == "EHLO":
            auth = "250-AUTH PLAIN\r\n" if self.server.rules.get("password") else ""
            offers = f"{auth}250-8BITMIME\r\n250-PIPELINING\r\n250 SIZE 33554432"
            await self.say(f"250-fault.example.test\r\n{offers}")
        elif verb == "MAIL":
            await self.mail(line)
        elif verb == "RCPT":
            await self.recipient(line)
        elif verb == "DATA":
            await self.data()
        elif verb == "AUTH":
            await self.sign_in(line)
        elif verb == "QUIT":
            await self.close("221 bye")
        else:
            self.forget()
            await self.say("250 ok")

    async def sign_in(self, line: str) -> None:
        given = base64.b64decode(line.split()[2]).split(b"\0")[-1] if len(line.split()) > 2 else b""
        right = given.decode(errors="replace") == self.server.rules.get("password")
        await self.say("235 2.7.0 ok" if right else "535 5.7.8 no")

    async def mail(self, line: str) -> None:
        limit = self.server.rules.get("close_after")
        if limit and self.taken >= limit:
            await self.close("421 4.7.0 too many messages in this session")
        if self.server.mail_fault():
            self.server.tell(fault="mail-450", rcpt="")
            await self.refuse("450 4.7.1 later")
            return
        self.forget()
        self.sender = _PATH.search(line)[1]
        await self.say("250 ok")

    async def recipient(self, line: str) -> None:
        address = _PATH.search(line)[1]
        self.server.strike("rcpt")
        self.fault = self.server.fault_of(address)
        if self.fault:
            self.server.tell(fault=self.fault, rcpt=address)
        if not await self.fails("rcpt"):
            self.rcpt.append(address)
            await self.say("250 ok")

    async def data(self) -> None:
        self.server.strike("data")
        if not self.rcpt:
            await self.refuse("503 5.5.1 no recipient")
            return
        if await self.fails("data"):
            return
        await self.say("354 go on")
        begun = await self.reader.readexactly(200)
        self.server.strike("mid")
        if self.fault == "mid-rst":
            self.reset()
        body = begun + await self.reader.readuntil(b"\r\n.\r\n")
        if not await self.fails("end"):
            await self.keep(body[:-3])

    async def keep(self, body: bytes) -> None:
        delay = self.server.rules.get("delay", 0)
        if delay:
            await asyncio.sleep(delay)
        lost = self.fault == "end-lost"
        self.server.messages += 1
        self.taken += 1
        place = self.server.mails.tell() if self.server.mails else 0
        if self.server.mails:
            self.server.mails.write(body)
        self.server.tell(
            rcpt=self.rcpt,
            id=_ID.search(body)[1].decode(),
            replied=not lost,
            time=time.monotonic(),
            session=self.number,
            sender=self.sender,
            at=place,
            bytes=len(body),
        )
        self.server.strike("kept")
        if lost:
            self.reset()
        if self.fault == "end-late":
            await asyncio.sleep(self.server.rules["late_seconds"])
        self.forget()
        await self.say("250 2.0.0 kept")
        self.server.strike("replied")

    async def fails(self, step: str) -> bool:
        """Do what the fault of this message says for this step; tell whether that was its end."""
        at, _dash, what = self.fault.partition("-")
        if at != step or what in ("lost", "late"):
            return False
        if what == "rst":
            self.reset()
        if what == "421":
            await self.close("421 4.3.2 going down")
        await self.refuse(f"{what} {what[0]}.7.1 refused here")
        return True

    async def refuse(self, answer: str) -> None:
        self.refused += 1
        tarpit = self.server.rules.get("tarpit")
        if tarpit and self.refused > tarpit:
            await asyncio.sleep(self.server.rules.get("tarpit_seconds", 0.2))
        if tarpit and self.refused >= 2 * tarpit:
            await self.close("421 4.7.0 too many errors")
        await self.say(answer)

    async def close(self, answer: str) -> None:
        await self.say(answer)
        self.writer.close()
        raise Gone

    def reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.writer.transport.abort()
        raise Gone

    async def say(self, answer: str) -> None:
        self.writer.write(answer.encode() + b"\r\n")
        await self.writer.drain()


async def serve(folder: Path) -> None:
    server = Server(folder)

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await Session(server, reader, writer).run()

    listening = await asyncio.start_server(met, "127.0.0.1", 0, limit=1 << 26)
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    port = listening.sockets[0].getsockname()[1]
    told = folder / "env.tmp"
    told.write_text(json.dumps({"host": "127.0.0.1", "port": port, "pid": os.getpid()}))
    told.rename(folder / "env.json")
    while line := await orders.readline():  # ends when whoever started it closes the pipe, or is gone
        server.obey(line.decode())
        print("done", flush=True)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(Path(sys.argv[1])))
