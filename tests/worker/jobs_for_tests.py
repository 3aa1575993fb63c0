"""Jobs that behave and jobs that do not."""

import time
from typing import Any

from newsletter_app.errors import TemplateError


def echo(request: dict[str, Any]) -> dict[str, Any]:
    return request


def spin(request: dict[str, Any]) -> dict[str, Any]:
    while True:
        pass


def sleep(request: dict[str, Any]) -> dict[str, Any]:
    time.sleep(600)
    return {}


def nap(request: dict[str, Any]) -> dict[str, Any]:
    for _breath in range(20):
        time.sleep(0.05)
    return {"rested": True}


def swell(request: dict[str, Any]) -> dict[str, Any]:
    return {"size": len(bytearray(900_000_000))}


def dive(request: dict[str, Any]) -> dict[str, Any]:
    return dive(request)


def babble(request: dict[str, Any]) -> dict[str, Any]:
    return {"text": "a" * request["size"]}


def refuse(request: dict[str, Any]) -> dict[str, Any]:
    raise TemplateError("The template has an error.", hint="Mend it.", file="page.html.jinja", line=7)


def fail(request: dict[str, Any]) -> dict[str, Any]:
    raise ValueError(request["secret"])


def chat(request: dict[str, Any]) -> dict[str, Any]:
    print("a stray print")
    return {"said": True}


def die(request: dict[str, Any]) -> dict[str, Any]:
    import os

    os._exit(3)
