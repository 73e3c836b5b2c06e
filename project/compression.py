"""Public answers as gzip: the same bytes for the same text, under an entity tag of their own."""

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from project.private import PRIVATE

LEVEL = 5
SUFFIX = "-gzip"
GZIP = zlib.MAX_WBITS + 16
"""Has zlib write gzip, and no time into it."""
CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH")

_TAG = re.compile(r'(W/)?"([^"]*)"')


class GzipMiddleware:
    """Compresses a public answer for every client that takes gzip, however short it is.

    The tag of the compressed bytes is that of the plain ones with "-gzip" at its end; clients that
    take gzip are answered by it, others by the plain one. A stream is compressed as it comes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, compressed where the client takes it."""
        # Pages that hold secrets beside what a stranger can choose are never compressed (BREACH).
        if request.path_info.startswith(PRIVATE):
            return self.get_response(request)
        wanted = takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if wanted:
            for name in CONDITIONS:
                if name in request.META:
                    request.META[name] = _of_the_plain(request.META[name])
        answer = self.get_response(request)
        if not answer.has_header("Content-Encoding"):
            patch_vary_headers(answer, ["Accept-Encoding"])
            if wanted and isinstance(answer, HttpResponse):
                _compress(answer)
            elif wanted and isinstance(answer, StreamingHttpResponse):
                _compress_stream(answer, empty=request.method == "HEAD")
        return answer


def takes_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header takes gzip (RFC 9110 section 12.5.3)."""
    weights = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = next((text[2:] for text in parameters if text.startswith("q=")), "1")
    weight = next((weights[name] for name in ("gzip", "x-gzip", "*") if name in weights), "0")
    try:
        return float(weight) > 0
    except ValueError:
        return False


def _compress(answer: HttpResponse) -> None:
    _tag(answer)
    if answer.status_code == HTTPStatus.NOT_MODIFIED or not answer.content:
        return
    # Without a time in it, so that equal texts stay equal bytes.
    answer.content = gzip.compress(answer.content, LEVEL, mtime=0)
    answer["Content-Encoding"] = "gzip"
    answer["Content-Length"] = str(len(answer.content))


def _compress_stream(answer: StreamingHttpResponse, empty: bool) -> None:
    _tag(answer)
    answer["Content-Encoding"] = "gzip"
    if not empty:
        answer.streaming_content = _packed(iter(answer))


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL, wbits=GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def _tag(answer: HttpResponseBase) -> None:
    if "ETag" in answer:
        answer["ETag"] = _TAG.sub(rf'\1"\2{SUFFIX}"', answer["ETag"])


def _of_the_plain(header: str) -> str:
    """Return conditions on compressed bytes as conditions on the plain ones.

    Tags of plain bytes, which this client is not sent, name nothing any more.
    """
    if header.strip() == "*":
        return header
    tags = [(weak, tag) for weak, tag in _TAG.findall(header) if tag.endswith(SUFFIX)]
    return ", ".join(f'{weak}"{tag.removesuffix(SUFFIX)}"' for weak, tag in tags)
