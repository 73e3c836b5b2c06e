"""How the database goes about a page of statements, evidence or corrections."""

import pytest
from django.db import connection

from tests.api.making import id_of, released
from tests.api.test_plans import WHOLE, plan_of

pytestmark = pytest.mark.django_db

TOPIC, SOURCE, SPEAKER = id_of("topic"), id_of("source"), id_of("speaker")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("statements?", "(place<?)"),
        ("statements?ordering=first_released", "(place>?)"),
        (f"statements?speaker={SPEAKER}", "pubstatementfacet_value_idx (kind=? AND value=? AND"),
        (f"statements?topic={TOPIC}", "pubstatementfacet_value_idx (kind=? AND value=? AND"),
        (f"statements?source={SOURCE}", "pubstatement_source_idx (source=? AND place<?)"),
        ("statements?stance=asserts", "pubstatement_stance_idx (stance=? AND place<?)"),
        ("evidence?", "(place<?)"),
        ("evidence?stance=contradicts", "pubevidence_stance_idx (stance=? AND place<?)"),
        ("corrections?", "(sequence<?)"),
    ],
)
def test_what_claims_show_is_read_in_the_order_of_its_index(query, index):
    for number in range(12):
        released(number)
        released(number, "update", context="Changed")
    plan = plan_of(f"/api/v1/{query}&page_size=5")
    assert connection.vendor != "sqlite" or index in plan
    assert [word for word in WHOLE[connection.vendor] if word in plan] == []
