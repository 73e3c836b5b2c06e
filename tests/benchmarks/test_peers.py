"""The benchmark beside peers: its tables hold the record, and answers that differ are told."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from claims.record.models import UNLISTED, PublishedClaim
from tests.benchmarks.data.loading import load
from tests.benchmarks.peers import bodies, clients, comparing, goals, making, questions, report
from tests.benchmarks.peers.clients import Measured
from tests.benchmarks.peers.contenders import Ask, Ours
from tests.benchmarks.peers.dialects import DIALECTS, SQLITE
from tests.benchmarks.peers.questions import Question, Sample
from tests.benchmarks.peers.rounds import FOR_THE_SLOW, Figures, interleaved
from tests.benchmarks.peers.running import expected

CLAIMS = 300


def reading(statement: str) -> Callable[[Sequence[Any]], list[Any]]:
    """Return what reads a statement's rows on the connection of the test."""

    def read(given: Sequence[Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("?", "%s"), given)
            return cursor.fetchall()

    return read


def get(ask: Ask) -> tuple[int, bytes]:
    """Return our own answer."""
    answer = Client(SERVER_NAME="127.0.0.1").get(ask.path, headers=comparing.headers(ask))
    return answer.status_code, answer.content


def fill() -> str:
    """Make the peers' tables, and return what stands before their names."""
    if connection.vendor == "postgresql":
        making.fill_schema("of the test")
        return f"{making.SCHEMA}."
    with connection.cursor() as cursor:
        making.fill(cursor.execute, SQLITE, "main", "of the test")
    return ""


@pytest.mark.django_db
def test_ours_and_the_peers_tables_answer_as_the_stored_bodies_do():
    load(CLAIMS)
    shown = PublishedClaim.objects.exclude(status__in=UNLISTED).values_list("pk", flat=True)
    for question in questions.questions():
        assert {sample.id for sample in question.samples} <= {"", *shown}
        wanted = expected(question, connection.vendor, reading)
        comparing.compare(Ours(), question, wanted, get)
    fill()
    if connection.vendor == "postgresql":
        reading(f"SELECT set_config('search_path', '{making.SCHEMA},public', true)")(())
    made = reading(f"SELECT c.public_id, {bodies.claim(DIALECTS[connection.vendor])} FROM claims c")
    told = {id: body if isinstance(body, dict) else json.loads(body) for id, body in made(())}
    stored = {id: json.loads(body) for id, body in PublishedClaim.objects.values_list("pk", "body")}
    assert told.keys() == stored.keys()
    found = {id: comparing.first_difference(told[id], stored[id]) for id in stored}
    assert {id: path for id, path in found.items() if path} == {}
    assert words(questions.FREQUENT) == ours(questions.FREQUENT)


def words(word: str) -> list[int]:
    """Return the claims that the peers' own search finds."""
    rows = {
        "postgresql": "claim_id FROM claim_words WHERE document @@ plainto_tsquery('simple', ?)",
        "sqlite": "rowid FROM claim_words WHERE text MATCH ?",
    }[connection.vendor]
    return sorted(row[0] for row in reading(f"SELECT {rows}")([word]))


def ours(word: str) -> list[int]:
    """Return the claims that our own search finds, whatever their status."""
    found = PublishedClaim.objects.filter(words__text__matches=questions.parse(word))
    return sorted(found.values_list("first_sequence", flat=True))


@pytest.mark.django_db
def test_an_answer_that_differs_is_told():
    load(60)
    listed = Question("list", "", (Sample(size=20),))
    wanted = expected(listed, connection.vendor, reading)
    content = json.loads(get(Ours().asks(listed)[0])[1])

    def told(status: int = 200) -> str:
        with pytest.raises(comparing.Unlike) as unlike:
            comparing.compare(
                Ours(), listed, wanted, lambda ask: (status, json.dumps(content).encode())
            )
        return str(unlike.value)

    assert "answers 503" in told(503)
    content["results"][3]["statements"][0]["quote"] += "!"
    assert f"{content['results'][3]['id']} differs at /statements/0/quote" in told()
    content["results"].reverse()
    assert "other claims" in told()


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match")
        content = b"" if known else b"claims"
        self.send_response(304 if known else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("own", [True, False])
def test_both_clients_count_what_is_answered(monkeypatch, own):
    if own:
        monkeypatch.setattr(clients.shutil, "which", lambda name: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        asks = [Ask("/claims"), Ask("/claims", etag="known")]
        # In a thread of its own: where a browser was opened before, this one runs a loop already.
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(clients.measure, server.server_address[1], asks, 1, 2).result()
        server.shutdown()
    assert found.requests > 0 and found.errors == 0
    assert 0 < found.p50 <= found.p99 <= found.most


def test_figures_are_taken_in_turn_and_a_ratio_is_of_one_round():
    order: list[str] = []

    def run(name: str, rates: list[int]) -> Callable[[float], Measured]:
        left = iter([1, *rates])

        def measure(seconds: float) -> Measured:
            order.append(name)
            return Measured(next(left), 1.0, 0, 0, 1.0, 1.0, 1.0, 1.0)

        return measure

    runs = {"ours": run("ours", [10, 40, 20]), "peer": run("peer", [5, 10, 20])}
    found = interleaved(runs, rounds=3, seconds=1)
    assert order == ["ours", "peer", "ours", "peer", "peer", "ours", "ours", "peer"]
    told = found["peer"].told(found["ours"])
    assert (told["ours_to_it"], told["ours_to_it_least"], told["ours_to_it_most"]) == (2, 1, 4)
    assert Figures(found["ours"].rounds).rate == 20


def test_who_answers_nothing_in_a_long_time_either_is_left_out():
    asked: list[float] = []

    def silent(seconds: float) -> Measured:
        asked.append(seconds)
        return Measured(0, seconds, 0, 0, 1.0, 1.0, 1.0, 1.0)

    def answering(seconds: float) -> Measured:
        return Measured(3, seconds, 0, 0, 1.0, 1.0, 1.0, 1.0)

    assert interleaved({"a": answering, "b": silent}, rounds=2, seconds=1).keys() == {"a"}
    assert max(asked) == FOR_THE_SLOW


@pytest.mark.django_db
def test_a_page_says_which_goals_are_met(tmp_path):
    one = {"rate": 100.0, "rate_least": 90.0, "rate_most": 110.0, "p50": 1.0, "p99": 3.0}
    ours_, raw_ = {**one, "bytes_each": 9.0}, {**one, "bytes_each": 0.0, "ours_to_it": 0.5}
    raw_ |= {"ours_to_it_least": 0.4, "ours_to_it_most": 0.6}
    results = {"detail": {"ours": ours_, "raw": raw_}, "list": {"ours": ours_, "raw": raw_}}
    told = {
        "date": "2024-01-01", "machine": report.machine(), "peers": {}, "database": "postgresql",
        "claims": 300, "workers": 1, "threads": 4, "connections": 8, "rounds": 1, "seconds": 1.0,
        "questions": {"detail": "a claim", "list": "claims"}, "results": results,
        "goals": goals.judged(results, "postgresql"), "silent": {"detail": [], "list": ["drf"]},
    }  # fmt: skip
    page = report.written(told, tmp_path).read_text("utf-8")
    assert "| detail, to the loop without HTTP | >= 0.4 | 0.50 | met |" in page
    assert "| list of 50, to the loop without HTTP | >= 0.8 | 0.50 | **not met** |" in page
    assert f"| drf | none within {comparing.ANSWERED_WITHIN} s | | | | |" in page
    assert json.loads((tmp_path / "postgresql-300.json").read_text("utf-8"))["claims"] == 300
