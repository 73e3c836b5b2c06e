"""What the made desk holds: its claims, its scale, its accounts, and what was merged."""

from typing import Any

from django.db import models

from claims.desk.models import Claim, Rating, Source, Speaker, User
from claims.desk.models.searched import words_model
from claims.text.folding import fold
from tests.benchmarks.data import bulk, drafts, entities, names, story, wording
from tests.benchmarks.data.ledgers import ROLES
from tests.benchmarks.data.plans import Plan
from tests.benchmarks.data.story import UNDECIDED, Told

_OF_MERGED: dict[str, tuple[type[models.Model], str, tuple[str, ...]]] = {
    "speaker": (Speaker, "name", ("kind", "sort_name")),
    "source": (Source, "url", ("title", "language")),
}
"""Of what is merged: the model, what tells two apart, and what else the desk knows of it."""


def accounts() -> dict[str, User]:
    """Return those who made the record, by their part in it; what is missing is made."""
    return {role: _account(role) for role in ROLES}


def _account(role: str) -> User:
    account, made = User.objects.get_or_create(
        username=f"benchmark-{role}", defaults={"email": f"{role}@benchmark.example"}
    )
    if made:
        account.set_unusable_password()
        account.save()
    return account


def bring_in_scale(seed: int) -> list[str]:
    """Give the desk its ratings; return their public ids, none where it has any already."""
    if Rating.objects.exists():
        return []
    made = [
        Rating.objects.create(
            public_id=names.public_id(seed, "rating", number),
            code=code,
            label=label,
            value=value,
            normalised=normalised,
            meaning=entities.MEANING,
        )
        for number, (code, label, value, normalised) in enumerate(entities.RATINGS)
    ]
    return [rating.public_id for rating in made]


def of_steps(plan: Plan, start: int, stop: int) -> bulk.Tables:
    """Return the desk's claims that steps bring, with the words they are found by, as they stand
    when the plan is carried out."""
    told: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number in range(start, stop):
        claim = _claim(plan, number)
        told.append(claim)
        texts = [claim[name] for name in ("text", "context", "why_checked", "summary")]
        known = [(text, claim["language"]) for text in (*texts, "")]
        found_by = wording.written([(claim["public_id"], ""), *known], ())
        words.append({"row_id": claim["id"], "text": found_by})
    wordy = words_model(Claim)
    return {Claim: bulk.rows_of(Claim, told), wordy: bulk.rows_of(wordy, words)}


def _claim(plan: Plan, number: int) -> dict[str, Any]:
    content = drafts.draft(plan.seed, Told("claim", number, 1, verb="publish")).content
    later = [told for _, told in story.releases_of("claim", number, plan.stop)]
    decided = [told for told in later if told.event not in UNDECIDED]
    merged = decided[-1].event == "merge" and number > plan.start
    return {
        "id": plan.first_claim + number,
        "public_id": content["id"],
        "version": 3 * decided[-1].number,
        "text": content["claim"],
        "folded": fold(content["claim"]),
        "language": content["language"],
        "context": content["context"],
        "why_checked": "",
        "kind": content["kind"],
        "summary": content["verdict"]["summary"] if content["verdict"] else "",
        "stage": Claim.Stage.APPROVED.value,
        "merged_into_id": plan.first_claim + number - 1 if merged else None,
    }


def follow(plan: Plan, start: int, stop: int) -> None:
    """Have the desk hold what was merged in these steps, and what befell claims from before the
    plan, as the releases tell."""
    for step in range(start, stop):
        for told in story.step(step):
            if told.kind in _OF_MERGED and told.event == "merge":
                _bring_in_merged(plan.seed, told)
            elif told.kind == "claim" and told.number > 1 and told.thing <= plan.start:
                _move(plan.seed, told)


def _move(seed: int, told: Told) -> None:
    if told.event in UNDECIDED:
        return
    claim = Claim.objects.filter(public_id=names.public_id(seed, "claim", told.thing))
    merged: dict[str, Any] = {}
    if told.event == "merge":
        into = names.public_id(seed, "claim", told.thing - 1)
        merged = {"merged_into": Claim.objects.get(public_id=into)}
    claim.update(version=3 * told.number, **merged)


def _bring_in_merged(seed: int, told: Told) -> None:
    """Give the desk the speaker or source that was merged, and what it was merged into."""
    model, apart, others = _OF_MERGED[told.kind]
    said = drafts.draft(seed, told)
    shown = {name: said.content[name] for name in (apart, *others)}
    winner = model(**shown | {"public_id": said.target, apart: f"{shown[apart]}-1"})
    winner.save()
    model(**shown, public_id=said.subject, merged_into=winner).save()
    model._default_manager.filter(public_id=said.subject).update(version=2)


def first_claim(start: int) -> int:
    """Return the row id of the desk's claim number 0, `start` being the next to come."""
    last: int = Claim.objects.aggregate(last=models.Max("pk"))["last"] or 0
    return last + 1 - start
