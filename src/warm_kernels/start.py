"""Starting a kernel from a template and waiting, beside all else that the caller does, until it answers."""

import asyncio
import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warm_kernels.handle import WarmProcess
from warm_kernels.template_process import Kind, TemplateError, TemplateProcess
from warm_kernels.templates import TEMPLATES

_START_SECONDS = 60  # nbclient waits as long for a kernel


@dataclass(frozen=True, slots=True)
class Start:
    """Which template to fork, ipykernel's arguments, the kernel's folder, whole environment and two outputs."""

    kind: Kind
    arguments: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    output: int
    errors: int


async def start(wanted: Start) -> WarmProcess:
    """Start a kernel and return when it answers.

    A template that was killed in the moment of asking is replaced once.

    Raises:
        TemplateError: if the template ended without starting it, or it ended before it answered.
    """
    try:
        return await _start(wanted)
    except TemplateError as error:
        if not error.killed:
            raise
    return await _start(wanted)


async def _start(wanted: Start) -> WarmProcess:
    template = TEMPLATES.of(wanted.kind)
    link = _ask(template, wanted)
    try:
        pid = await _pid(link, template)
    except BaseException:
        link.close()  # a kernel that comes too late is ended by its keeper
        raise
    await readable(link.fileno(), _START_SECONDS)  # if it takes longer, whoever waits for its first answer decides
    kernel = WarmProcess(pid, link)
    if kernel.poll() is not None:
        raise TemplateError(f"a kernel ended with status {kernel.returncode} before it answered")
    return kernel


async def _pid(link: socket.socket, template: TemplateProcess) -> int:
    if not await readable(link.fileno(), _START_SECONDS):
        raise TemplateError(f"the process from which kernels are forked has not answered for {_START_SECONDS} s")
    word, _, value = link.recv(64).decode().partition(" ")
    if word != "pid":
        raise template.error()
    return int(value)


def _ask(template: TemplateProcess, wanted: Start) -> socket.socket:
    """Send the request and return this end of the link to the kernel's keeper."""
    link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    details = os.memfd_create("request")
    content = {
        "arguments": wanted.arguments,
        "folder": str(wanted.folder),
        "environment": dict(wanted.environment),
    }
    try:
        with theirs, os.fdopen(details, "wb") as file:
            file.write(json.dumps(content).encode())
            file.flush()
            template.ask(theirs.fileno(), wanted.output, wanted.errors, details)
    except BaseException:
        link.close()
        raise
    return link


async def readable(descriptor: int, seconds: float) -> bool:
    """Return whether the descriptor can be read, as soon as it can, or after so many seconds."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await asyncio.wait_for(ready.wait(), seconds)
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(descriptor)
    return True
