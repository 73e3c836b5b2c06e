"""The people of a small desk."""

import pytest

from claims.desk.models import User
from tests.desk_builders import user


@pytest.fixture
def author(db: None) -> User:
    return user("author", "contributor")


@pytest.fixture
def reviewer(db: None) -> User:
    return user("reviewer", "reviewer")


@pytest.fixture
def decider(db: None) -> User:
    return user("decider", "publisher")


@pytest.fixture
def publisher_(db: None) -> User:
    return user("publisher", "publisher")
