"""What fields offer to choose from and lists are filtered by: nothing hidden, nothing of no use."""

from claims.desk.models import Claim
from tests import desk_builders as make
from tests.admin.conftest import list_page


def test_choosing_searches_no_hidden_field(anna, at_desk):
    at_desk("oskar", "contributor", email="canary@example.org", first_name="Oskar")
    make.claim(anna.account, "A claim.", no_contact_reason="canary")
    assert anna.choose("claim", "assigned_to", "canary").json()["results"] == []
    found = anna.choose("claim", "assigned_to", "osk").json()["results"]
    assert [each["text"] for each in found] == ["oskar"]
    assert anna.choose("claimrelation", "to_claim", "canary").json()["results"] == []


def test_lists_are_not_filtered_by_hidden_fields(anna):
    make.claim(anna.account, assigned_to=anna.account)
    for hidden in ("assigned_to__password__startswith", "assigned_to__email", "evidence__note"):
        assert anna.get(list_page(Claim), **{hidden: "x"}).status_code == 400


def test_nothing_merged_rejected_or_inactive_is_offered(anna, at_desk):
    kept = make.statement(anna.account)
    make.statement(anna.account, "Engineers had warned", of=kept.capture, state="rejected")
    offered = anna.choose("claimstatement", "statement").json()["results"]
    assert [each["id"] for each in offered] == [str(kept.pk)]
    at_desk("gone", "contributor", is_active=False)
    assert anna.choose("claim", "assigned_to", "gone").json()["results"] == []
