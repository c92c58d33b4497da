"""Members' phones without a browser: the same requests over the same line, hundreds at a time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import time
from dataclasses import dataclass, field
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 30.0  # seconds after which a save counts as lost
LOOK = 2.0  # seconds between two looks at the mark, as our own script does it


@dataclass
class Line:
    """A kept-open HTTP connection, opened anew where the server let it go."""

    host: str
    cookie: str
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, dict, bytes]:
        """Send a request; return status, headers and body."""
        for attempt in (1, 2):
            fresh = self._streams is None
            try:
                return await asyncio.wait_for(self._once(method, path, body), PATIENCE)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if fresh or attempt == 2:
                    raise
        raise AssertionError("unreachable")

    async def send(self, method: str, path: str, body: bytes = b"") -> None:
        """Send a request and wait for nothing."""
        if self._streams is None:
            host, _, port = self.host.partition(":")
            self._streams = await asyncio.open_connection(host, int(port))
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n"
            f"Origin: http://{self.host}\r\nContent-Type: application/json\r\n"
            f"Accept: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._streams[1].write(head.encode() + body)

    async def _once(self, method: str, path: str, body: bytes) -> tuple[int, dict, bytes]:
        await self.send(method, path, body)
        assert self._streams is not None
        reader = self._streams[0]
        first, *rest = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in rest) if k}
        found = await reader.readexactly(int(headers.get("content-length", 0)))
        return int(first.split()[1]), headers, found

    def close(self) -> None:
        """Let the connection go, as a phone does in a lift."""
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None


@dataclass
class Phone:
    """One member's page: how long each save took, and what was last called saved.

    Attributes
    ----------
    times : list of float
        Milliseconds from sending a value until its receipt came back.
    last : float or None
        The last value that the page was told is saved.
    """

    host: str
    cookie: str
    seed: int
    times: list[float] = field(default_factory=list)
    lost: int = 0
    looks: list[float] = field(default_factory=list)
    last: float | None = None
    opened: float = 0.0
    problem: str = ""
    _of: str = ""
    _question: str = ""
    _n: int = 0
    _is_done: bool = False

    def __post_init__(self) -> None:
        self._id = uuid4().hex
        self._line, self._poll = Line(self.host, self.cookie), Line(self.host, self.cookie)

    async def open(self) -> None:
        """Have the page drawn; ``opened`` is how many seconds that took."""
        began = time.monotonic()
        path, status, body = "/m", 303, b""
        while status == 303:
            status, headers, body = await self._line.ask("GET", path)
            path = headers.get("location", path)
        page = body.decode()
        self.opened = time.monotonic() - began
        self._of = _in(page, r'data-of="(\w+)"')
        self._question = _in(page, r'(?:data-question|name="first" value)="([^"]+)"')

    async def use(self, seconds: float, think: float) -> None:
        """Save a value every ``think`` seconds or so, and look at the mark every two."""
        chance = random.Random(self.seed)
        looking = asyncio.create_task(self._look(chance))
        await asyncio.sleep(chance.uniform(0, think))
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                await self._save(float(chance.randrange(0, 101)))
                await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
        except Exception as error:  # a line that broke: every save after it is lost
            self.lost += 1
            self.problem = repr(error)
        finally:
            self._is_done = True  # a cancelling that meets an answer is swallowed (Python 3.11)
            looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await looking

    async def close(self) -> None:
        """Close the lines."""
        self._line.close()
        self._poll.close()

    async def lose_line(self, value: float, after: float) -> None:
        """Send a value and have the line break so many seconds later, as in a lift."""
        await self._line.send("POST", "/m/act", self._act(value))
        await asyncio.sleep(after)
        self._line.close()

    def _act(self, value: float) -> bytes:
        self._n += 1
        return json.dumps({
            "act": uuid4().hex, "phone": self._id, "n": self._n, "of": self._of, "round": 1,
            "question": self._question, "kind": "value", "value": f"{value:g}", "reason": None,
        }).encode()  # fmt: skip

    async def _save(self, value: float) -> None:
        began = time.perf_counter()
        status, _, body = await self._line.ask("POST", "/m/act", self._act(value))
        if status != 200:
            self.lost += 1
            self.problem = body.decode()
            return
        self.times.append((time.perf_counter() - began) * 1000)
        self.last = value

    async def _look(self, chance: random.Random) -> None:
        await asyncio.sleep(chance.uniform(0, LOOK))
        while not self._is_done:
            began = time.perf_counter()
            await self._poll.ask("GET", "/api/pulse")
            self.looks.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(LOOK)


def _in(page: str, pattern: str) -> str:
    match = re.search(pattern, page)
    assert match, f"{pattern} is not in the page: {page[:300]}"
    return match[1]


@dataclass
class BigScreen:
    """The page on the projector: drawn again every two seconds."""

    host: str
    cookie: str
    seed: int = 0
    times: list[float] = field(default_factory=list)
    lost: int = 0
    _line: ClientConnection | None = None

    async def open(self) -> None:
        """Open the line and have the page drawn."""
        self._line = await connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": self.cookie},
            origin=f"http://{self.host}",
            max_size=20_000_000,
            open_timeout=60,
            ping_interval=None,
        )
        await self._send()
        await asyncio.wait_for(self._until_finished(), 120)

    async def close(self) -> None:
        """Close the line."""
        if self._line is not None:
            await self._line.close()

    async def use(self, seconds: float, think: float) -> None:
        """Draw it again and again."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.perf_counter()
            await self._send()
            try:
                await asyncio.wait_for(self._until_finished(), PATIENCE)
            except TimeoutError:
                self.lost += 1
                continue
            self.times.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(LOOK)

    async def _send(self) -> None:
        message = BackMsg()
        message.rerun_script.query_string = ""
        assert self._line is not None
        await self._line.send(message.SerializeToString())

    async def _until_finished(self) -> None:
        message = ForwardMsg()
        while message.WhichOneof("type") != "script_finished":
            assert self._line is not None
            message = ForwardMsg()
            message.ParseFromString(await self._line.recv())
