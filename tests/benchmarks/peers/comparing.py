"""Whether everybody answers alike: nothing is timed before that is so."""

import http.client
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from tests.benchmarks.peers.contenders import Ask, Contender, Told
from tests.benchmarks.peers.questions import Question

COMPARED = 40
"""Samples of a question whose answers are compared."""

ANSWERED_WITHIN = 30
"""Seconds after which a contender is taken not to answer a question."""

NEWEST = 200
"""Of so many that match, those are ranked that match best."""


Get = Callable[[Ask], tuple[int, bytes]]
"""Returns the status and content of one answer."""


class Unlike(Exception):
    """Where an answer is not what it must be, in one line."""


def compare(contender: Contender, question: Question, expected: list[list[Told]], get: Get) -> None:
    """Raise Unlike unless a contender answers a question as expected, sample by sample.

    Expected are the claims of each sample's answer, in order. Of a claim sent whole every value is
    compared, moments as moments; of a flat row, what a body has under the same name. What is ranked
    is compared as a set, and may hold any of what is expected; what is alike must hold all of it.
    """
    for ask, wanted in zip(contender.asks(question), expected, strict=False):
        where = f"{contender.name}, {question.name}, {ask.path[:100]}"
        status, content = get(ask)
        if question.name == "unchanged":
            if status != HTTPStatus.NOT_MODIFIED or content:
                raise Unlike(f"{where}: {status} instead of 304")
            continue
        if status != HTTPStatus.OK:
            raise Unlike(f"{where}: answers {status}")
        told = contender.told(question, content)
        if question.name == "similar":
            _compare_found(where, told, wanted)
        elif question.name == "ranked":
            _compare_set(where, told, wanted, min(len(wanted), question.samples[0].size))
        else:
            _compare(where, told, wanted, whole=contender.whole(question))


def get(port: int, ask: Ask, *, within: float = ANSWERED_WITHIN) -> tuple[int, bytes]:
    """Return the status and content of one answer; raise TimeoutError after so many seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=within)
    try:
        connection.request("GET", ask.path, headers=headers(ask))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def headers(ask: Ask) -> dict[str, str]:
    """Return the headers that a request has of its own."""
    return {"If-None-Match": f'"{ask.etag}"'} if ask.etag else {}


def _compare(where: str, told: list[Told], wanted: list[Told], *, whole: bool) -> None:
    if _ids(told) != _ids(wanted):
        raise Unlike(f"{where}: other claims: {_ids(told)[:3]} for {_ids(wanted)[:3]}")
    for mine, other in zip(told, wanted, strict=True):
        shared = other if whole else {name: other[name] for name in mine}
        if path := first_difference(mine, shared):
            raise Unlike(f"{where}: claim {mine['id']} differs at {path}")


def _compare_set(where: str, told: list[Told], wanted: list[Told], size: int) -> None:
    if len(set(_ids(told))) != size or not set(_ids(told)) <= set(_ids(wanted)):
        raise Unlike(f"{where}: {len(told)} claims, not all of those that match")


def _compare_found(where: str, told: list[Told], wanted: list[Told]) -> None:
    if missing := set(_ids(wanted)) - set(_ids(told)):
        raise Unlike(f"{where}: without {missing}, whose own words were asked for")


def _ids(told: Iterable[Told]) -> list[str]:
    return [one["id"] for one in told]


def first_difference(mine: Any, other: Any, path: str = "") -> str:
    """Return the path of the first value in which two claims differ, "" where in none."""
    if isinstance(mine, dict) and isinstance(other, dict):
        if mine.keys() != other.keys():
            return f"{path}/{min(mine.keys() ^ other.keys())}"
        found = (first_difference(mine[name], other[name], f"{path}/{name}") for name in mine)
        return next(filter(None, found), "")
    if isinstance(mine, list) and isinstance(other, list) and len(mine) == len(other):
        pairs = enumerate(zip(mine, other, strict=True))
        found = (first_difference(one, two, f"{path}/{at}") for at, (one, two) in pairs)
        return next(filter(None, found), "")
    return "" if _value(mine) == _value(other) else path or "/"


def _value(value: Any) -> Any:
    if isinstance(value, str) and len(value) >= len("2005-05-17T13:32:59Z") and value[10] == "T":
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return value
    return value


def parsed(bodies: Iterable[str]) -> list[Told]:
    """Return stored bodies as claims."""
    return [json.loads(body) for body in bodies]
