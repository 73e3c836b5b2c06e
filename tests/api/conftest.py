"""Fixtures for the tests of the API."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.api.fact_checking import ADDRESS, SITE

Api = Callable[..., Any]


@pytest.fixture(scope="session")
def outsider() -> Client:
    """A client without any rights; one for all, since each loads the middleware anew.

    Errors inside the view come back as answers, as they would over HTTP.
    """
    return Client(raise_request_exception=False)


@pytest.fixture
def api(outsider: Client) -> Api:
    """Ask for an address under /api/v1/: `api("claims", status="open")`."""

    def get(path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return outsider.get(f"/api/v1/{path}", query, headers=headers or {})

    return get


@pytest.fixture
def ids(api: Api) -> Callable[..., list[str]]:
    """Ask for the list of claims with these parameters and give the ids it holds."""

    def get(**query: Any) -> list[str]:
        answer = api("claims", **query)
        assert answer.status_code == 200, answer.content
        return [claim["id"] for claim in answer.json()["results"]]

    return get


@pytest.fixture
def search(outsider: Client) -> Api:
    """Ask Google's API for a page, `search(query="troops")`; of the site where nothing else is."""

    def get(**parameters: Any) -> Any:
        if not any(name.startswith(("query", "review")) for name in parameters):
            parameters["reviewPublisherSiteFilter"] = SITE
        return outsider.get(ADDRESS, parameters)

    return get


@pytest.fixture
def uncounted() -> Iterator[None]:
    """Nobody has asked for anything yet, nor will have afterwards."""
    cache.clear()
    yield
    cache.clear()
