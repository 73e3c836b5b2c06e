"""A reader asks for a correction: without an account, a session or a cookie."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from claims.desk.models import AuditEntry, Claim, CorrectionRequest, User
from claims.intake import limits
from claims.workflow import approve, retract, submit
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

WRONG = "It was the third pier, as the council's minutes say."
NOBODY = "aaaaaaaaaaaa"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def editors(db: None) -> tuple[User, User]:
    return build.user("author", "contributor"), build.user("chief", "publisher")


@pytest.fixture
def claim(editors: tuple[User, User]) -> Claim:
    author, chief = editors
    return build.published(author, chief, build.claim(author))


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


def address(claim: Claim) -> str:
    return f"/claims/{claim.public_id}/report"


def send(reader: Client, claim: Claim, /, **values: Any) -> Any:
    return reader.post(address(claim), {"wrong": WRONG, "asker": "reader", **values})


def test_what_is_sent_is_received_as_it_was_written(reader: Client, claim: Claim) -> None:
    page = reader.get(address(claim))
    assert page.status_code == 200
    assert "The bridge is safe." in page.content.decode()
    answer = send(
        reader,
        claim,
        asker="official",
        evidence_url="https://council.example/minutes",
        name="Ann Example",
        email="ann@council.example",
    )
    assert (answer.status_code, answer["Location"]) == (303, f"{address(claim)}/received")
    thanks = reader.get(answer["Location"])
    assert "within 10 working days" in thanks.content.decode()
    request = CorrectionRequest.objects.get()
    assert (request.claim, request.wrong, request.asker) == (claim.public_id, WRONG, "official")
    assert (request.name, request.email) == ("Ann Example", "ann@council.example")
    assert (request.outcome, request.is_open) == ("", True)
    for response in (page, answer, thanks):
        assert not response.cookies
        assert "Set-Cookie" not in response


def test_only_what_is_wrong_has_to_be_said(reader: Client, claim: Claim) -> None:
    assert send(reader, claim).status_code == 303
    assert CorrectionRequest.objects.get().name == ""


def test_a_message_may_be_sent_from_anywhere_without_a_token(claim: Claim) -> None:
    elsewhere = Client(enforce_csrf_checks=True, headers={"origin": "https://other.example"})
    assert send(elsewhere, claim).status_code == 303


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"wrong": ""}, "This field is required"),
        ({"wrong": "No."}, "Say in a sentence"),
        ({"wrong": "x" * 5001}, "at most 5000"),
        ({"wrong": "It was \u202ewrong all along"}, "Remove the invisible character"),
        ({"evidence_url": "javascript:alert(1)"}, "address"),
        ({"email": "nobody"}, "valid email"),
        ({"asker": "editor"}, "valid choice"),
        ({"name": "A\nB"}, "invisible"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    reader: Client, claim: Claim, values: dict[str, str], said: str
) -> None:
    answer = send(reader, claim, **values)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert not CorrectionRequest.objects.exists()


def test_nothing_that_is_not_asked_for_is_taken(reader: Client, claim: Claim) -> None:
    send(reader, claim, outcome="accepted", answer="Yes.", claim=NOBODY, due_on="2000-01-01")
    request = CorrectionRequest.objects.get()
    assert (request.outcome, request.answer, request.claim) == ("", "", claim.public_id)
    assert request.due_on.year > 2000


def test_hostile_words_are_shown_back_as_words(reader: Client, claim: Claim) -> None:
    page = send(reader, claim, wrong="<script>alert(1)</script>", email="bad").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(
    reader: Client, claim: Claim
) -> None:
    assert send(reader, claim, website="https://spam.example").status_code == 303
    assert not CorrectionRequest.objects.exists()


def test_the_same_message_sent_twice_is_received_once(reader: Client, claim: Claim) -> None:
    assert [send(reader, claim).status_code for _ in range(2)] == [303, 303]
    assert CorrectionRequest.objects.count() == 1


def test_a_draft_is_as_absent_as_nothing(
    reader: Client, claim: Claim, editors: tuple[User, User]
) -> None:
    draft = build.claim(editors[0], "A draft.")
    asked = [("get", ""), ("post", ""), ("get", "/received")]
    for method, end in asked:
        answers = [
            getattr(reader, method)(f"/claims/{id}/report{end}", {"wrong": WRONG})
            for id in (draft.public_id, NOBODY)
        ]
        told = [(one.status_code, one.content) for one in answers]
        assert told[0] == told[1]
        assert told[0][0] == 404
    assert not CorrectionRequest.objects.exists()


def test_a_retracted_claim_is_answered_like_any_other(
    reader: Client, claim: Claim, editors: tuple[User, User]
) -> None:
    before = reader.get(address(claim))
    author, chief = editors
    submit(claim, by=author, verb="retract")
    approve(claim, by=chief)
    retract(claim, by=chief, note="We could not stand by this any longer.")
    after = reader.get(address(claim))
    assert (after.status_code, after.content) == (before.status_code, before.content)
    assert send(reader, claim).status_code == 303


def test_one_address_writes_so_much_a_day_and_others_go_on(reader: Client, claim: Claim) -> None:
    for number in range(limits.OF_ONE_ADDRESS):
        assert send(reader, claim, wrong=f"{WRONG} ({number})").status_code == 303
    refused = send(reader, claim, wrong="One more of them.")
    assert (refused.status_code, refused["Retry-After"]) == (429, "86400")
    assert reader.get(address(claim)).status_code == 200
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(other, claim, wrong="From somewhere else.").status_code == 303
    assert CorrectionRequest.objects.count() == limits.OF_ONE_ADDRESS + 1


def test_everybody_together_writes_so_much_a_day(
    reader: Client, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OF_EVERYBODY", 1)
    send(reader, claim)
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(other, claim, wrong="From somewhere else.").status_code == 429


def test_no_address_is_kept(reader: Client, claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    add = cache.add

    def counting(key: str, *values: Any, **options: Any) -> bool:
        counted.append(key)
        return add(key, *values, **options)

    monkeypatch.setattr(cache, "add", counting)
    send(Client(REMOTE_ADDR="192.0.2.7"), claim)
    assert len(counted) == 1
    assert "192" not in counted[0]
    assert not AuditEntry.objects.filter(payload__contains="192.0.2.7").exists()
    assert "192.0.2.7" not in str(CorrectionRequest.objects.values().get())


@pytest.mark.parametrize(
    ("proxies", "told", "seen"),
    [
        (0, "198.51.100.9", "127.0.0.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "10.0.0.1, 198.51.100.9", "198.51.100.9"),
        (2, "10.0.0.1, 198.51.100.9, 203.0.113.4", "198.51.100.9"),
        (2, "198.51.100.9", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_the_address_is_the_one_that_our_own_proxy_saw(
    rf, settings, proxies: int, told: str, seen: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert limits.address_of(rf.get("/", headers={"x-forwarded-for": told})) == seen


def test_too_long_a_message_is_not_read(reader: Client, claim: Claim) -> None:
    answer = send(reader, claim, wrong="x" * 70_000)
    assert answer.status_code == 413
    assert not CorrectionRequest.objects.exists()


def test_nobody_changes_or_deletes_by_this_address(reader: Client, claim: Claim) -> None:
    for method in (reader.put, reader.patch, reader.delete):
        assert method(address(claim)).status_code == 405
