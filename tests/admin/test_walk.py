"""The whole way of a claim, walked in a browser by two people; their clicks are counted."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from claims.desk.models import Claim, Statement
from tests import desk_builders as make
from tests.admin import autocompletes
from tests.admin.conftest import change_page
from tests.admin.test_article_browser import SELECT
from tests.admin.test_browser import signed_in

pytestmark = pytest.mark.browser

ARTICLE = """The old bridge is open again

The old bridge opened on Monday after a year of work.

"The bridge is safe, and no lorry will ever be turned away," said Ann Exampel, the mayor of \
Sampletown, at the opening on 4 November 2024.

"Nobody asked us," said Bo Other, who lives beside the bridge.
"""
REPORT = "Inspectors of the county found fresh cracks in the second pier in October 2024."
LETTER = "The county's own engineer passed the bridge for traffic on 1 November 2024."

MOST_CLICKS = {"author": 40, "second person": 18}
"""What the editors' guide promises at the most, from the pasted article to the retraction."""


@dataclass
class Hand:
    """One editor's hand on a page; counts clicks, not letters."""

    page: Page
    url: str
    clicks: int = 0
    steps: dict[str, int] = field(default_factory=dict)

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def press(self, name: str, role: Any = "button", exact: bool = True) -> None:
        self.click(self.page.get_by_role(role, name=name, exact=exact))

    def open(self, name: str) -> None:
        """Unfold the button of a verb."""
        self.click(self.page.locator("summary").filter(has_text=name))

    def tick(self, what: Locator) -> None:
        what.check()
        self.clicks += 1

    def select(self, name: str, value: str) -> None:
        self.page.select_option(f"#id_{name}", value)
        self.clicks += 1

    def choose(self, name: str, term: str) -> None:
        """Type into an autocomplete and take what is found."""
        self.click(autocompletes.opener(self.page, name))
        found = autocompletes.found(self.page, term)
        expect(found).to_contain_text(term)
        self.click(found)

    def told(self, text: str) -> None:
        expect(self.page.locator(".messagelist")).to_contain_text(text)

    def done(self, step: str) -> None:
        since = self.clicks - sum(self.steps.values())
        self.steps[step] = self.steps.get(step, 0) + since


@pytest.fixture
def hand_of(browser, live_server, at_desk):
    """An editor signed in at the home of the desk."""
    opened: list[Page] = []

    def sit_down(name: str, *roles: str) -> Hand:
        page = signed_in(browser, at_desk(name, *roles), live_server.url)
        opened.append(page)
        page.goto(f"{live_server.url}/admin/")
        return Hand(page, live_server.url)

    yield sit_down
    for page in opened:
        page.context.close()


def public(claim: Claim) -> dict[str, Any] | None:
    """What the public is told of the claim: by the API, and by its page, which say the same."""
    reader = Client()
    answer = reader.get(f"/api/v1/claims/{claim.public_id}")
    page = reader.get(f"/claims/{claim.public_id}", follow=True)
    assert (answer.status_code == 200) is (page.status_code == 200)
    if answer.status_code == 404:
        return None
    body: dict[str, Any] = answer.json()
    assert body["claim"] in page.content.decode().replace("&#x27;", "'")
    return body


def test_two_people_take_an_article_to_a_published_claim_and_back(hand_of, record_property):
    anna, paul = hand_of("anna", "contributor"), hand_of("paul", "publisher")
    known = make.user("anna")
    make.ratings()
    make.speaker(known, "Ann Example")
    for title, text in (("Inspection report", REPORT), ("Letter of the county", LETTER)):
        make.capture(known, text, make.source(known, title=title))

    imports_the_article(anna)
    corrects_a_speaker(anna)
    splits_a_statement(anna)
    claim = makes_a_claim(anna)
    assert public(claim) is None
    attaches_evidence(anna, claim)
    gives_a_verdict(anna)
    assert public(claim) is None
    submits(anna, claim)
    requests_changes(paul, claim)
    assert public(claim) is None
    answers_the_request(anna, claim)
    approves_and_publishes(paul, claim, "", "")

    body = public(claim)
    assert body is not None and body["status"] == "reviewed"
    assert body["verdict"]["code"] == "contradicted"
    assert body["origins"] == {"supports": 1, "contradicts": 1}
    assert {item["stance"] for item in body["evidence"]} == {"supports", "contradicts"}
    (statement,) = body["statements"]
    assert statement["quote"] == '"The bridge is safe'
    assert statement["speakers"][0]["name"] == "Ann Example"

    corrects_the_summary(anna, claim)
    assert public(claim) == body
    note = "The summary named the wrong pier; it is the second."
    approves_and_publishes(paul, claim, "correction", note)
    body = public(claim)
    assert body is not None and body["corrected"] and body["number"] == 2
    assert body["corrections"][0]["note"] == note
    assert body["verdict"]["summary"].startswith("Inspectors found cracks in the second pier")

    asks_for_retraction(anna, claim)
    assert public(claim)["status"] == "reviewed"  # type: ignore[index]
    retracts(paul, claim)
    body = public(claim)
    assert body is not None and body["status"] == "retracted" and body["number"] == 3

    for who, hand in (("author", anna), ("second person", paul)):
        record_property(who, f"{hand.clicks} clicks: {hand.steps}")
        assert hand.clicks <= MOST_CLICKS[who], hand.steps


def imports_the_article(anna: Hand) -> None:
    anna.press("Import an article", "link")
    anna.page.fill("#id_text", ARTICLE)
    anna.press("Look what is in it")
    anna.press("Import it")
    anna.told("draft statement")
    anna.done("import the article")


def corrects_a_speaker(anna: Hand) -> None:
    anna.page.wait_for_load_state()
    anna.click(anna.page.get_by_role("link", name="Ann Exampel").first)
    expect(anna.page.locator("#id_speaker + .select2")).to_contain_text("Ann Exampel")
    anna.choose("speaker", "Ann Example")
    anna.press("Save")
    anna.told("saved")
    assert Statement.objects.filter(speaker__name="Ann Example").count() == 1
    anna.done("correct a speaker")


def splits_a_statement(anna: Hand) -> None:
    anna.page.evaluate(SELECT, ['"The bridge is safe', '"The bridge is safe'])
    anna.clicks += 1
    anna.click(anna.page.get_by_role("button", name="Split"))
    anna.told("2 statements now")
    anna.click(anna.page.get_by_role("button", name="Accept"))
    anna.told("accepted")
    assert Statement.objects.filter(state="accepted").get().quote == '"The bridge is safe'
    anna.done("split a statement")


def makes_a_claim(anna: Hand) -> Claim:
    known = set(Claim.objects.values_list("pk", flat=True))
    anna.click(anna.page.get_by_role("link", name="Ann Example").first)
    anna.press("Make a claim of it", "link")
    anna.page.fill("#id_text", "The old bridge of Sampletown was safe in November 2024.")
    anna.press("Save and continue editing")
    anna.told("was added successfully")
    anna.done("make a claim")
    return Claim.objects.exclude(pk__in=known).get()


def attaches_evidence(anna: Hand, claim: Claim) -> None:
    rows = (
        ("against it", "Inspection", "found fresh cracks in the second pier"),
        ("for it", "Letter", "passed the bridge for traffic"),
    )
    for number, (side, title, words) in enumerate(rows):
        anna.press(f"Add evidence {side}")
        anna.choose(f"evidence-{number}-source", title)
        anna.page.fill(f"#id_evidence-{number}-words", words)
        anna.select(f"evidence-{number}-state", "accepted")
    assert claim.evidence.count() == 0
    anna.press("Save and continue editing")
    anna.told("was changed successfully")
    quotes = {row.stance: row.quote for row in claim.evidence.all()}
    assert quotes == {"contradicts": rows[0][2], "supports": rows[1][2]}
    anna.done("attach evidence for and against")


def gives_a_verdict(anna: Hand) -> None:
    anna.tick(anna.page.get_by_role("radio", name="Contradicted"))
    anna.page.fill("#id_as_of", "2024-11-05")
    anna.page.fill("#id_summary", "Inspectors found cracks in the first pier.")
    anna.click(anna.page.locator("#contacts-group .add-row a"))
    anna.page.fill("#id_contacts-0-party", "Ann Example")
    anna.page.fill("#id_contacts-0-asked_on", "2024-11-03")
    anna.press("Save and continue editing")
    expect(anna.page.locator("#desk-complete")).to_be_visible()
    anna.done("verdict and contact")


def submits(anna: Hand, claim: Claim) -> None:
    anna.open("Submit for review")
    anna.press("Submit for review")
    anna.told("submitted for review")
    anna.done("submit")


def looks_at_it(paul: Hand, claim: Claim) -> None:
    paul.page.goto(f"{paul.url}/admin/")
    paul.click(paul.page.get_by_role("link", name="Review queue"))
    paul.click(paul.page.locator("#result_list").get_by_role("link", name=claim.text[:20]))


def requests_changes(paul: Hand, claim: Claim) -> None:
    claim.refresh_from_db()
    looks_at_it(paul, claim)
    paul.open("Request changes")
    paul.page.fill("#request_changes_reason", "Why do we check it? Say it, please.")
    paul.press("Request changes")
    paul.told("sent back for changes")
    paul.done("request changes")


def goes_to(anna: Hand, claim: Claim) -> None:
    """Come back to the claim as a colleague's link or the home would lead there."""
    anna.page.goto(f"{anna.url}/admin/")
    anna.click(anna.page.get_by_role("link", name=claim.text[:30]).first)


def answers_the_request(anna: Hand, claim: Claim) -> None:
    goes_to(anna, claim)
    anna.page.fill("#id_why_checked", "Lorries cross it every day.")
    anna.press("Save and continue editing")
    submits(anna, claim)


def approves_and_publishes(paul: Hand, claim: Claim, event: str, note: str) -> None:
    looks_at_it(paul, claim)
    paul.open("Approve and publish")
    if event:
        paul.page.select_option("#approve_and_release_event", event)
        paul.page.fill("#approve_and_release_note", note)
        paul.clicks += 1
    paul.press("Approve and publish")
    paul.told("The claim is published")
    paul.done(f"approve and publish {event}".strip())


def corrects_the_summary(anna: Hand, claim: Claim) -> None:
    anna.page.goto(anna.url + change_page(claim))
    anna.page.fill("#id_summary", "Inspectors found cracks in the second pier.")
    anna.press("Save and continue editing")
    anna.open("Submit for review")
    anna.press("Submit for review")
    anna.done("correct")


def asks_for_retraction(anna: Hand, claim: Claim) -> None:
    anna.page.goto(anna.url + change_page(claim))
    anna.open("Submit for review")
    anna.page.select_option("#submit_verb", "retract")
    anna.clicks += 1
    anna.page.fill("#submit_reason", "It was another bridge.")
    anna.press("Submit for review")
    anna.told("submitted for review")
    anna.done("ask for retraction")


def retracts(paul: Hand, claim: Claim) -> None:
    looks_at_it(paul, claim)
    paul.open("Approve and retract")
    paul.page.fill("#approve_and_release_note", "The words were about another bridge.")
    paul.press("Approve and retract")
    paul.told("The claim is retracted")
    paul.done("retract")
