"""Members' phones without a browser: the same messages over the same line, hundreds at a time."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 30.0  # seconds after which a save counts as lost
LOOK = 2.0  # seconds between two looks at the mark, as our own script does it


@dataclass
class Phone:
    """One page: what it shows of the answer, and how long each save took.

    Attributes
    ----------
    path : str
        Where its page is on the server.
    times : list of float
        Milliseconds from sending a value until "Saved" with that value came back.
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
    _box: str = ""
    _fragment: str = ""
    _saved: str = ""
    _line: ClientConnection | None = None

    async def open(self) -> None:
        """Open the line and have the page drawn; ``opened`` is how many seconds that took."""
        began = time.monotonic()
        self._line = await connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": self.cookie},
            origin=f"http://{self.host}",
            max_size=20_000_000,
            open_timeout=60,
            ping_interval=None,
        )
        await self._send()
        await asyncio.wait_for(self._until_finished(), 120)
        self.opened = time.monotonic() - began

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
            looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await looking

    async def close(self) -> None:
        """Close the line."""
        if self._line is not None:
            await self._line.close()

    async def lose_line(self, value: float, after: float) -> None:
        """Send a value and have the line break so many seconds later, as in a lift."""
        await self._send(value)
        await asyncio.sleep(after)
        assert self._line is not None
        self._line.transport.abort()

    async def _save(self, value: float) -> None:
        if value == self.last:
            value = (value + 1) % 101
        self._saved = ""
        began = time.perf_counter()
        await self._send(value)
        try:
            await asyncio.wait_for(self._until_saved(f"**{value:g}**"), PATIENCE)
        except TimeoutError:
            self.lost += 1
            return
        self.times.append((time.perf_counter() - began) * 1000)
        self.last = value
        await asyncio.wait_for(self._until_finished(), PATIENCE)

    async def _look(self, chance: random.Random) -> None:
        await asyncio.sleep(chance.uniform(0, LOOK))
        host, _, port = self.host.partition(":")
        request = f"GET /api/pulse HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n\r\n"
        reader, writer = await asyncio.open_connection(host, int(port))
        try:
            while True:
                began = time.perf_counter()
                writer.write(request.encode())
                head = await reader.readuntil(b"\r\n\r\n")
                size = int(head.lower().partition(b"content-length:")[2].split()[0])
                await reader.readexactly(size)
                self.looks.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(LOOK)
        finally:
            writer.close()

    async def _send(self, value: float | None = None) -> None:
        message = BackMsg()
        message.rerun_script.query_string = ""
        if value is not None:
            message.rerun_script.fragment_id = self._fragment
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.double_value = self._box, value
        assert self._line is not None
        await self._line.send(message.SerializeToString())

    async def _receive(self) -> ForwardMsg:
        assert self._line is not None
        message = ForwardMsg()
        message.ParseFromString(await self._line.recv())
        element = message.delta.new_element
        if element.WhichOneof("type") == "number_input" and element.number_input.label.startswith(
            "Your answer"
        ):
            self._box, self._fragment = element.number_input.id, message.delta.fragment_id
        if element.WhichOneof("type") == "alert" and element.alert.body.startswith("Saved:"):
            self._saved = element.alert.body
        return message

    async def _until_finished(self) -> None:
        while (await self._receive()).WhichOneof("type") != "script_finished":
            pass

    async def _until_saved(self, words: str) -> None:
        while words not in self._saved:
            await self._receive()


@dataclass
class BigScreen(Phone):
    """The page on the projector: drawn again every two seconds."""

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
