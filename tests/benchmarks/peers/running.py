"""The whole of a run: the tables, the servers, the comparison, the rounds, the report."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from claims.record.models import PublishedClaim
from tests.benchmarks.data.loading import load
from tests.benchmarks.peers import (
    comparing,
    goals,
    installing,
    loop,
    making,
    raw,
    report,
    rounds,
    servers,
)
from tests.benchmarks.peers.contenders import Contender, Told, chosen
from tests.benchmarks.peers.questions import Question, questions
from tests.benchmarks.peers.rounds import Run
from tests.benchmarks.peers.servers import Server

Reading = Callable[[str], Callable[[Sequence[Any]], Iterable[Sequence[Any]]]]


class Unfit(Exception):
    """Why nothing can be measured here, in one line."""


def run(asked: Namespace) -> None:
    """Measure what the command line asked for, print it and write it down.

    Raises Unlike where answers differ and Unfit where the record or a name is of no use.
    """
    if asked.claims:
        load(asked.claims, workers=2)
    try:
        wanted = _wanted(asked.questions)
    except LookupError as reason:
        raise Unfit(str(reason)) from reason
    file = Path(settings.DATA_DIR) / "peers.sqlite3"
    making.make(file)
    everybody = chosen(connection.vendor, filter(None, asked.contenders.split(",")))
    started = _servers(everybody, asked, file)
    with servers.running(list(started.values())):
        ports = {name: server.port for name, server in started.items()}
        silent = {one.name: _compare(one, everybody, ports) for one in wanted}
        results: dict[str, dict[str, dict[str, float]]] = {}
        for question in wanted:
            heard = [one for one in everybody if one.name not in silent[question.name]]
            found = _measured(question, heard, ports, asked)
            silent[question.name] += [one.name for one in heard if _lost(one, question, found)]
            results[question.name] = found
            _print(question, found)
            told = _told(asked, wanted, results) | {"silent": silent}
            if not asked.print:
                # After each, since a run at a million claims is long.
                print(f"written to {report.written(told).relative_to(installing.ROOT)}")
    for goal in told["goals"]:
        print(f"{'met    ' if goal['met'] else 'NOT MET'} {goal['goal']}: {goal['found']:.2f}, "
              f"wanted {goal['wanted']}")  # fmt: skip


def _lost(contender: Contender, question: Question, found: Mapping[str, Any]) -> bool:
    """Tell whether a contender who was asked a question gave no answer; raise Unlike for ours."""
    lost = question.name in contender.names and contender.name not in found
    if lost and contender.name == "ours":
        raise comparing.Unlike(f"ours, {question.name}: no answer")
    return lost


def _wanted(names: str) -> list[Question]:
    found = questions()
    chosen_names = [name for name in names.split(",") if name]
    if unknown := set(chosen_names) - {one.name for one in found}:
        raise LookupError(f"no such question: {', '.join(sorted(unknown))}")
    return [one for one in found if not chosen_names or one.name in chosen_names]


def database() -> str:
    """Return the database of the record as programs other than Django are told it."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"{loop.SQLITE_FILE}{told['NAME']}"
    parameters = connection.get_connection_params()
    kept = ("dbname", "user", "password", "host", "port")
    return make_conninfo(**{name: parameters[name] for name in kept if parameters.get(name)})


def _servers(everybody: list[Contender], asked: Namespace, file: Path) -> dict[str, Server]:
    programs = installing.installed()
    of_file = f"{loop.SQLITE_FILE}{file}"
    of_peers = database() if connection.vendor == "postgresql" else of_file
    made = {
        "ours": lambda: servers.ours(asked.workers, asked.threads),
        "fastapi": lambda: servers.fast(programs, asked.workers, of_peers),
        "drf": lambda: servers.framework(programs, asked.workers, asked.threads, of_peers),
        "datasette": lambda: servers.datasette(programs, asked.workers, of_file),
    }
    return {one.name: made[one.name]() for one in everybody}


def expected(question: Question, vendor: str, reading: Reading) -> list[list[Told]]:
    """Return the claims that answer each of the first samples of a question, from their bodies.

    `reading` makes, of a statement, what reads its rows given its parameters.
    """
    samples = question.samples[: comparing.COMPARED]
    if question.name == "unchanged":
        return [[] for _ in samples]
    if question.name == "similar":
        return [[{"id": sample.of}] for sample in samples]
    read = reading(raw.statement(question, vendor))
    found = []
    for sample in samples:
        given = raw.parameters(question, sample, vendor)
        if question.name == "ranked":
            given = (*given[:-1], comparing.NEWEST)
        found.append(comparing.parsed(row[0] for row in read(given)))
    if not all(found):
        raise Unfit(f"{question.name}: the record has nothing that answers it")
    return found


def _compare(question: Question, everybody: list[Contender], ports: dict[str, int]) -> list[str]:
    """Return who gives no answer in time; raise Unlike where one differs, or ours is missing."""
    silent = []
    wanted = expected(question, connection.vendor, partial(loop.reader, database()))
    for contender in everybody:
        if question.name in contender.names:
            get = partial(comparing.get, ports[contender.name])
            try:
                comparing.compare(contender, question, wanted, get)
            except TimeoutError:
                where = f"{contender.name}, {question.name}: no answer in time"
                if contender.name == "ours":
                    raise comparing.Unlike(where) from None
                print(where, flush=True)
                silent.append(contender.name)
    return silent


def _measured(
    question: Question, everybody: list[Contender], ports: dict[str, int], asked: Namespace
) -> dict[str, dict[str, float]]:
    runs: dict[str, Run] = {
        one.name: rounds.over_http(ports[one.name], one.asks(question), asked.connections)
        for one in everybody
        if question.name in one.names
    }
    if question.name in raw.NAMES:
        for name, loops in (("raw", 1), ("raws", asked.workers)):
            runs[name] = rounds.without_http(question, connection.vendor, database(), loops)
    figures = rounds.interleaved(runs, rounds=asked.rounds, seconds=asked.seconds)
    ours = figures.get("ours")
    return {name: found.told(None if name == "ours" else ours) for name, found in figures.items()}


def _told(
    asked: Namespace, wanted: list[Question], results: dict[str, dict[str, dict[str, float]]]
) -> dict[str, Any]:
    return {
        "date": report.today(),
        "machine": report.machine(),
        "peers": installing.versions(report.OF_PEERS),
        "database": connection.vendor,
        "claims": asked.claims or PublishedClaim.objects.count(),
        "workers": asked.workers,
        "threads": asked.threads,
        "connections": asked.connections,
        "rounds": asked.rounds,
        "seconds": asked.seconds,
        "questions": {one.name: one.title for one in wanted},
        "results": results,
        "goals": goals.judged(results, connection.vendor),
    }


def _print(question: Question, results: dict[str, dict[str, float]]) -> None:
    print(question.title, flush=True)
    for name, one in results.items():
        ratio = ""
        if "ours_to_it" in one:
            ratio = (
                f"  ours/it {one['ours_to_it']:8.2f}"
                f" ({one['ours_to_it_least']:.2f}-{one['ours_to_it_most']:.2f})"
            )
        print(
            f"  {name:10}{one['rate']:9,.0f}/s ({one['rate_least']:,.0f}-{one['rate_most']:,.0f})"
            f"  p50 {one['p50']:.2f} p99 {one['p99']:.2f} ms{ratio}"
        )
