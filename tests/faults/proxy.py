"""A network between the site and PostgreSQL that refuses, delays, swallows or cuts, as asked."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any, Self

COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
"""The message by which psycopg ends a transaction."""

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Proxy:
    """Listens on loopback at `port` and hands on to a server, given by its socket or host and port.

    `delay` holds back each piece by so many seconds. Set `cut` to "before" or "after" and the next
    COMMIT is not handed on, or its answer is not; either way the connection is gone.
    """

    def __init__(self, *server: Any) -> None:
        self._server = server
        self.port, self.delay, self.cut, self.cuts = 0, 0.0, "", 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._ways: set[asyncio.Future[None]] = set()
        self.swallow(False)
        self.listen()
        return self

    def __exit__(self, *error: object) -> None:
        self.refuse()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def listen(self) -> None:
        """Take connections, at the same port as before."""
        started = asyncio.start_server(self._join, "127.0.0.1", self.port)
        self._listening = self._do(started)
        self.port = self._listening.sockets[0].getsockname()[1]

    def refuse(self) -> None:
        """Be as a server that was stopped: every connection is cut, none is taken."""
        self._do(self._close())

    def swallow(self, swallowing: bool) -> None:
        """Be as a server that is paused: connections stand and are taken, and nothing comes."""
        self._swallowing = swallowing

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _close(self) -> None:
        self._listening.close()
        for way in self._ways:
            way.cancel()
        await asyncio.gather(*self._ways, return_exceptions=True)

    async def _join(self, *client: Any) -> None:
        by_socket = len(self._server) == 1
        opening = asyncio.open_unix_connection if by_socket else asyncio.open_connection
        server: Streams = await opening(*self._server)
        ways = {
            asyncio.ensure_future(self._hand_on(client[0], server[1], client[1])),
            asyncio.ensure_future(self._hand_on(server[0], client[1])),
        }
        self._ways |= ways
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        self._ways -= ways
        for writer in (client[1], server[1]):
            writer.close()

    async def _hand_on(self, source: Any, target: Any, client: Any = None) -> None:
        with contextlib.suppress(OSError):
            while piece := await source.read(1 << 16):
                while self._swallowing:
                    await asyncio.sleep(0.02)
                await asyncio.sleep(self.delay)
                if client is None or not self.cut or COMMIT not in piece:
                    target.write(piece)
                    await target.drain()
                    continue
                when, self.cut, self.cuts = self.cut, "", self.cuts + 1
                client.transport.abort()
                if when == "after":
                    target.write(piece)
                    await target.drain()
                return
