"""What is refused is shown again: what was typed, what is wrong, and where."""

import pytest
from django.urls import reverse

from claims.desk.models import Claim, CorrectionRequest
from claims.workflow import approve, decide_request, submit
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, told
from tests.admin.forms import sent_by

pytestmark = pytest.mark.django_db

NOTE = "It was about another bridge altogether."


def refused_button(answer, verb: str):
    return next(one for one in answer.context["buttons"].open if one.state.verb == verb)


def test_a_refused_verb_shows_its_form_again_filled_with_the_error(anna, paul):
    claim = make.published(anna.account, paul.account)
    answer = paul.do(claim, "flag", note="Too short.")
    button = refused_button(answer, "flag")
    assert button.is_refused and button.form["note"].value() == "Too short."
    assert answer.context["buttons"].open[0] == button
    note = answer.text.index('id="desk-refused"')
    assert "Write a public note of at least 20" in answer.text[note : note + 400]
    assert '<details class="desk-verb" open>' in answer.text


def test_a_verb_that_is_closed_by_now_keeps_what_was_typed(anna, paul):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    paul.do(claim, "request_changes", reason="Name the bridge.")
    answer = paul.do(claim, "request_changes", reason="And the mayor, please.")
    assert "is for a claim that is in review" in told(answer)[0]
    assert "And the mayor, please.</textarea>" in answer.text.replace("\n", "")


def test_the_form_beside_a_refused_verb_is_still_saved_as_the_form(anna, paul):
    claim = make.published(anna.account, paul.account)
    page = paul.do(claim, "flag", note="Too short.").text
    assert f'action="{change_page(claim)}" method="post" id="claim_form"' in page
    assert sent_by(page, "claim_form")["text"] == claim.text


def test_why_two_things_are_one_is_kept_where_the_merge_is_refused(anna, paul):
    claim = make.published(anna.account, paul.account)
    other = make.claim(anna.account, "Another, a draft.")
    where = reverse("admin:claims_claim_merge", args=[claim.pk])
    said = {"winner": other.pk, "reason": "They say the same.", "_submit": "1"}
    assert "They say the same.</textarea>" in anna.client.post(where, said).text


def test_a_save_that_is_refused_says_so_above_everything_else(anna):
    claim = make.claim(anna.account)
    form = anna.open(claim).row("contacts", party="", asked_on="2024-99-01")
    answer = anna.save(claim, form, text="")
    page = answer.text
    assert page.index('id="desk-errors"') < page.index('id="desk-presence"')
    faults = {fault.label: fault for fault in answer.context["faults"]}
    assert faults["Text"].anchor == "id_text" and 'href="#id_text"' in page
    assert 'id="id_contacts-0-asked_on"' in page
    assert any(fault.anchor == "id_contacts-0-asked_on" for fault in faults.values())


def test_a_conflict_is_said_above_the_board_and_in_the_title(anna, paul):
    claim = make.claim(anna.account)
    mine = anna.open(claim)
    paul.save(claim, paul.open(claim), text="The bridge is open.")
    answer = anna.save(claim, mine, text="The bridge is closed.")
    page = answer.text
    assert page.index('id="desk-conflict"') < page.index('id="desk-presence"')
    assert page.count('id="desk-conflict"') == 1
    assert answer.context["title"] == "Not saved: somebody else saved first"
    assert answer.context["subtitle"] == "As paul saved it: The bridge is open."
    assert sent_by(page, "claim_form")["text"] == "The bridge is closed."


def test_what_was_typed_before_is_put_back_and_not_saved(anna, paul):
    claim = make.claim(anna.account)
    form = anna.open(claim).row("contacts", party="The mayor", asked_on="2024-11-01")
    answer = anna.save(claim, form, text="Typed before.", _restore="1")
    again = sent_by(answer.text, "claim_form")
    assert (again["text"], again["contacts-0-party"]) == ("Typed before.", "The mayor")
    assert "It is not saved yet" in answer.context["faults"][0].text
    claim.refresh_from_db()
    assert claim.text == "The bridge is safe." and not claim.contacts.exists()


def test_a_claim_tells_of_the_corrections_asked_for(anna, paul):
    claim = make.published(anna.account, paul.account)
    first = CorrectionRequest.objects.create(claim=claim.public_id, wrong="It was <b>October</b>.")
    second = CorrectionRequest.objects.create(claim=claim.public_id, wrong="The name is wrong.")
    third = CorrectionRequest.objects.create(claim=claim.public_id, wrong="It is all wrong.")
    decide_request(second, by=paul.account, outcome="accepted")
    decide_request(third, by=paul.account, outcome="declined", answer="It is not.")
    page = anna.get(change_page(claim)).text
    assert change_page(first) in page and "It was &lt;b&gt;October&lt;/b&gt;." in page
    assert change_page(second) in page and "answered by the next release, which is owed" in page
    assert change_page(third) not in page


def preview_of(desk: Desk, claim: Claim):
    return desk.get(reverse("admin:claims_claim_preview", args=[claim.pk]))


def test_the_preview_of_a_retraction_says_what_readers_see(anna, paul):
    claim = make.published(anna.account, paul.account)
    submit(claim, by=anna.account, verb="retract")
    page = preview_of(paul, claim).text
    assert "Nothing that readers see." not in page
    assert "says that it is retracted, with your note" in page


def test_the_verbs_of_a_merged_claim_say_what_is_true_of_it(anna, paul):
    claim = make.published(anna.account, paul.account)
    reasons = closed(paul, claim)
    assert "Nobody has approved a merge of this claim" in reasons["merge"]
    assert "was not merged into another" in reasons["unmerge"]
    other = make.published(anna.account, paul.account, make.claim(anna.account, "Another."))
    submit(claim, by=anna.account, verb="merge", target=other.public_id)
    approve(claim, by=paul.account)
    paul.do(claim, "merge", note="They are one and the same claim.")
    reasons = closed(paul, claim)
    assert "was merged into “Another.” already" in reasons["merge"]
    assert "Nobody has approved taking this claim’s merge back" in reasons["unmerge"]
    assert "take that back first" in reasons["publish"]
    assert not any("released already" in each for each in reasons.values())


def closed(desk: Desk, claim: Claim) -> dict[str, str]:
    """Why each closed verb is closed."""
    buttons = desk.get(change_page(claim)).context["buttons"].closed
    return {one.state.verb: " ".join(one.state.reasons) for one in buttons}
