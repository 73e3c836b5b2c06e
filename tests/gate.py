"""A gate before the live server, so that no request outlasts the test whose page sent it.

A page that is closed still tells the server so, and a request in the middle of its work holds locks
that the clearing up after the test waits for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Any

SECONDS = 30
"""How long the requests of a test may go on after it."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]

_changed = Condition()
_inside: set[object] = set()
_open = False


@contextmanager
def opened() -> Iterator[None]:
    """Let requests in; on leaving, refuse new ones and wait for those inside.

    Raise TimeoutError if one of them does not end.
    """
    _be(True)
    try:
        yield
    finally:
        _be(False)
        with _changed:
            if not _changed.wait_for(lambda: not _inside, SECONDS):
                raise TimeoutError("a request to the live server did not end with its test")


def guarded(application: Application) -> Application:
    """Return the application behind the gate; 503 is the answer while it is shut."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        request = object()
        if not _enter(request):
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return []
        try:
            return _Body(application(environ, start_response), request)
        except BaseException:
            _leave(request)
            raise

    return answer


class _Body:
    """A response's content, after which its request is no longer inside."""

    def __init__(self, content: Any, request: object) -> None:
        self._content = content
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._content)

    def close(self) -> None:
        try:
            if hasattr(self._content, "close"):
                self._content.close()
        finally:
            _leave(self._request)


def _be(now: bool) -> None:
    global _open
    with _changed:
        _open = now


def _enter(request: object) -> bool:
    with _changed:
        if _open:
            _inside.add(request)
        return _open


def _leave(request: object) -> None:
    with _changed:
        _inside.discard(request)
        _changed.notify_all()
