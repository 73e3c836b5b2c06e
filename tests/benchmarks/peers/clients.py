"""Who asks: `wrk` where this machine has it, else a client of our own; the same for everybody."""

import asyncio
import json
import math
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers.comparing import headers
from tests.benchmarks.peers.contenders import Ask

_SCRIPT = """
local requests, at = {}, 0
function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, tag = line:match("^(%S+)\\t(%S*)$")
    local headers = {["Host"] = "127.0.0.1"}
    if tag ~= "" then headers["If-None-Match"] = '"' .. tag .. '"' end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency, _)
  local wrong = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%f,"bytes":%d,"errors":%d,' ..
    '"p50":%f,"p90":%f,"p99":%f,"most":%f}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3))
end
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one client saw: how much was answered in how long, and times in milliseconds."""

    requests: int
    seconds: float
    bytes: int
    errors: int
    p50: float
    p90: float
    p99: float
    most: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def summed(times: list[float], seconds: float, *, bytes: int = 0, errors: int = 0) -> Measured:
    """Return what is told of answers that took so many seconds each."""
    ordered = sorted(times) or [math.nan]

    def percentile(part: float) -> float:
        return 1000 * ordered[min(int(part * len(ordered)), len(ordered) - 1)]

    return Measured(
        len(times), seconds, bytes, errors,
        percentile(0.5), percentile(0.9), percentile(0.99), 1000 * ordered[-1],
    )  # fmt: skip


def client() -> str:
    """Return the name of the client that is used here."""
    return "wrk" if shutil.which("wrk") else "the benchmark's own client"


def measure(port: int, asks: Sequence[Ask], seconds: float, connections: int) -> Measured:
    """Ask one request after the other over so many connections that stay open, for so long."""
    if shutil.which("wrk"):
        return _wrk(port, asks, seconds, connections)
    return asyncio.run(_own(port, asks, seconds, connections))


def _wrk(port: int, asks: Sequence[Ask], seconds: float, connections: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="onrecord-wrk-") as folder:
        script, told = Path(folder) / "script.lua", Path(folder) / "asks"
        script.write_text(_SCRIPT, "utf-8")
        told.write_text("".join(f"{ask.path}\t{ask.etag}\n" for ask in asks), "utf-8")
        done = subprocess.run(
            [
                "wrk", "-t1", f"-c{connections}", f"-d{max(round(seconds), 1)}s", "--timeout=60s",
                f"--script={script}", f"http://127.0.0.1:{port}", "--", told,
            ],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    return Measured(**json.loads(done.stdout.strip().splitlines()[-1]))


async def _own(port: int, asks: Sequence[Ask], seconds: float, connections: int) -> Measured:
    tally = _Tally(asks)
    began = time.perf_counter()
    until = began + seconds
    await asyncio.gather(*(_connection(port, tally, until) for _ in range(connections)))
    took = time.perf_counter() - began
    return summed(tally.times, took, bytes=tally.bytes, errors=tally.errors)


class _Tally:
    """The requests that wait, and what came of those before."""

    def __init__(self, asks: Sequence[Ask]) -> None:
        self.requests = [_written(ask) for ask in asks]
        self.times: list[float] = []
        self.bytes = self.errors = self.at = 0

    def next(self) -> bytes:
        """Return the next request."""
        self.at = (self.at + 1) % len(self.requests)
        return self.requests[self.at]


def _written(ask: Ask) -> bytes:
    own = "".join(f"{name}: {value}\r\n" for name, value in headers(ask).items())
    return f"GET {ask.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{own}\r\n".encode("ascii")


async def _connection(port: int, tally: _Tally, until: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    try:
        while (began := time.perf_counter()) < until:
            writer.write(tally.next())
            status, size = await _answer(reader)
            tally.times.append(time.perf_counter() - began)
            tally.bytes += size
            tally.errors += status >= 400
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Read one answer; return its status and how long its content is."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split()[1])
    told = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    if status == 304:
        return status, 0
    if told.get("transfer-encoding") != "chunked":
        size = int(told.get("content-length", "0"))
        await reader.readexactly(size)
        return status, size
    total = 0
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
        total += size
    await reader.readline()
    return status, total
