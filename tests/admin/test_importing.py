"""Importing in the admin: looked at before anything is written, written once, refused in words."""

import re
from html import unescape
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.admin.importing.parcel import SALT
from claims.desk.models import (
    AuditEntry,
    Capture,
    Claim,
    Publisher,
    Source,
    Speaker,
    Statement,
)
from tests import desk_builders as make
from tests.admin.conftest import Desk, told
from tests.commands.test_import_article import PAGE
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

WHERE = "/admin/import/"
TEXT = (
    "Bridge reopened\n\n"
    "The bridge is open again.\n\n"
    '"The bridge is safe," Ann Example said at the opening.\n\n'
    '"Nobody asked us," said Carl Comment.'
)
ABOUT = {
    "url": "https://daily.example/1?utm_source=x",
    "publisher": "Daily Example",
    "title": "The bridge",
    "authors": "Cleo Writer\r\nDan Writer",
    "published": "2024-11-01",
    "language": "en",
}


def counts() -> list[int]:
    models = (Source, Capture, Statement, Claim, Speaker, Publisher, AuditEntry)
    return [model._default_manager.count() for model in models]


def look(desk: Desk, text: str = TEXT, **said: object):
    """Send the form; the preview or the form again."""
    return desk.client.post(WHERE, {"text": text.replace("\n", "\r\n"), **said})


def parcel_of(answer) -> str:
    found = re.search(r'name="parcel" value="([^"]*)"', answer.text)
    assert found, faults(answer)
    return unescape(found[1])


def boxes(answer) -> list[str]:
    return re.findall(r'name="claim" value="([^"]*)" checked', answer.text)


def confirm(desk: Desk, answer, **said: object):
    """Confirm a preview as it stands; the answer, after redirects."""
    sent = {"parcel": parcel_of(answer), "claim": boxes(answer), **said}
    return desk.client.post(WHERE, sent, follow=True)


def faults(answer) -> list[str]:
    form = answer.context["form"]
    return [str(fault) for found in form.errors.values() for fault in found]


def test_a_pasted_article_is_looked_at_and_then_imported(anna):
    make.speaker(anna.account, "Ann Example")
    before = counts()
    preview = look(anna, **ABOUT)
    assert counts() == before
    assert (
        "known, by name" in preview.text and "new speaker: <bdi>Carl Comment</bdi>" in preview.text
    )
    assert "2 statements found, 2 of them new" in preview.text and len(boxes(preview)) == 2
    answer = confirm(anna, preview)
    capture = Capture.objects.get()
    assert capture.text == TEXT and bytes(capture.original or b"") == TEXT.encode()
    assert answer.redirect_chain[-1][0] == f"/admin/article/{capture.pk}/"
    assert (
        "Imported: 1 source, 2 draft statements, 2 draft claims, 1 new speaker." in told(answer)[0]
    )
    source = capture.source
    assert (source.url, source.title) == ("https://daily.example/1", "The bridge")
    assert source.authors == ["Cleo Writer", "Dan Writer"]
    assert (source.publisher.name, source.published_on.value) == ("Daily Example", "2024-11-01")
    assert capture.captured_by == anna.account
    assert AuditEntry.objects.filter(verb="bring_in").exists()


def test_a_text_of_one_line_is_titled_by_its_beginning(anna):
    line = "“The bridge is safe,” Ann Example said on Monday. " + "It was built long ago. " * 20
    confirm(anna, look(anna, text=line))
    title = Capture.objects.get().source.title
    assert title.startswith("“The bridge is safe,” Ann Example said") and title.endswith(" …")
    assert len(title) <= 102


def test_a_new_name_in_letters_of_two_scripts_is_told(anna):
    said = "“The bridge is safe,” J\u043ehn Smith said on Monday."
    preview = look(anna, text=f"{said}\n\nMore follows.")
    assert "mixes Cyrillic and Latin letters" in preview.text
    assert any("mixes Cyrillic and Latin letters" in line for line in told(confirm(anna, preview)))


def test_only_the_ticked_claims_are_drafted(anna):
    preview = look(anna)
    confirm(anna, preview, claim=boxes(preview)[1:])
    assert (Statement.objects.count(), Claim.objects.count()) == (2, 1)
    assert Claim.objects.get().claim_statements.get().statement.quote == '"Nobody asked us,"'
    confirm(anna, look(anna, TEXT.replace("again", "anew")), claim=[])
    assert Claim.objects.count() == 1


def test_sent_twice_is_imported_once(anna):
    preview = look(anna, **ABOUT)
    confirm(anna, preview)
    after = counts()
    assert told(confirm(anna, preview))[0].startswith("Nothing new")
    assert counts() == after
    again = look(anna, **ABOUT)
    assert "Here already, and not made again" in again.text
    assert "A source of this address" in again.text and "This very text" in again.text
    assert "stands already, proposed: left as it is" in again.text
    assert boxes(again) == []


def test_two_confirmations_at_once_make_one_source(db, transactional_db, at_desk, concurrently):
    anna = at_desk("anna", "contributor")
    sent = {"parcel": parcel_of(look(anna, **ABOUT))}
    clients = [Client() for _ in range(2)]
    for client in clients:
        sign_in(client, anna.account)
    answers = concurrently(*(lambda client=client: client.post(WHERE, sent) for client in clients))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (Source.objects.count(), Capture.objects.count()) == (1, 1)
    assert Statement.objects.count() == 2


def test_a_saved_page_is_read_and_its_bytes_are_kept(anna):
    data = PAGE.encode("windows-1250")
    preview = look(anna, "", file=SimpleUploadedFile("saved.html", data))
    assert "https://daily.example/bridge" in preview.text and "<script>var" not in preview.text
    confirm(anna, preview)
    capture = Capture.objects.get()
    assert bytes(capture.original or b"") == data and capture.media_type == "text/html"
    assert "Ána Example" in capture.text


def test_a_text_file_in_another_encoding_is_read_by_its_name(anna):
    data = "Місто\n\n«Міст безпечний», – said Carl Comment.".encode("windows-1251")
    file = SimpleUploadedFile("a.txt", data)
    [fault] = faults(look(anna, "", file=file))
    assert fault.startswith("Line 1: byte 0x") and "name the file's encoding" in fault
    file.seek(0)
    confirm(anna, look(anna, "", file=file, encoding="windows-1251"))
    assert Capture.objects.get().text.startswith("Місто")
    assert Capture.objects.get().media_type == "text/plain; charset=windows-1251"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"text": ""}, "Paste the text of the article, or choose a file."),
        ({"text": " \r\n "}, "Paste the text of the article, or choose a file."),
        ({"text": "One", "file": b"Two"}, "Give the text or a file, not both."),
        ({"text": "a" * 200_001}, "at most 200,000 are read"),
        ({"text": "", "file": b""}, "The file is empty"),
        ({"text": "", "file": b"a\0b"}, "NUL character"),
        ({"text": "", "file": b"a" * (1024 * 1024 + 1)}, "larger than 1 MiB"),
        ({"text": "", "file": b"<p>" * 20_001}, "more than 20,000 tags"),
        ({"text": "", "file": b"<html></html>"}, "no article was found"),
        ({"url": "javascript:alert(1)"}, "URL"),
        ({"url": "https://a.example/" + "a" * 3000}, "at most 2000 characters"),
        ({"published": "someday"}, "Write it as 2024"),
        ({"language": "not a language"}, "anguage"),
        ({"encoding": "klingon", "text": "", "file": b"Text"}, "nknown encoding"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line_and_kept(anna, said, line):
    before = counts()
    if "file" in said:
        said = {**said, "file": SimpleUploadedFile("a.txt", said["file"])}
    answer = look(anna, said.pop("text", TEXT), **said)
    assert answer.status_code == 200
    assert any(line.lower() in fault.lower() for fault in faults(answer)), faults(answer)
    assert all("\n" not in fault for fault in faults(answer))
    assert counts() == before


def test_what_is_far_too_large_is_not_even_read(anna):
    answer = anna.client.post(WHERE, {"text": "a" * 3_000_000})
    assert answer.status_code == 413 and answer["Content-Type"].startswith("text/plain")
    file = SimpleUploadedFile("big.html", b"a" * 8_000_000)
    assert anna.client.post(WHERE, {"file": file}).status_code == 413


def test_a_parcel_that_was_changed_or_made_for_another_is_refused(anna, at_desk):
    parcel = parcel_of(look(anna))
    before = counts()
    for spoiled in ("", "x", parcel[:-1], parcel[1:], f"{parcel}a", parcel.replace(":", "", 1)):
        answer = anna.client.post(WHERE, {"parcel": spoiled})
        assert told(answer) == ["This preview was damaged on its way; import it anew."]
    oskar = at_desk("oskar", "contributor")
    answer = oskar.client.post(WHERE, {"parcel": parcel})
    assert told(answer) == ["This preview was made for another account; import it anew."]
    assert counts()[:6] == before[:6] and SALT not in parcel


def test_a_preview_of_thousands_of_statements_is_confirmed(anna):
    preview = look(anna)
    boxes = [f"{start}-{start + 9}-direct" for start in range(5_000)]
    answer = anna.client.post(WHERE, {"parcel": parcel_of(preview), "claim": boxes}, follow=True)
    assert answer.status_code == 200 and Capture.objects.get().text == TEXT


def test_an_old_preview_is_refused(anna, monkeypatch):
    preview = look(anna)
    monkeypatch.setattr("claims.admin.importing.parcel.LASTS", -1)
    answer = confirm(anna, preview)
    assert told(answer) == ["This preview is more than a day old; import it anew."]
    assert not Source.objects.exists()


def test_without_a_token_nothing_is_read(anna):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna.account)
    assert strict.post(WHERE, {"text": TEXT}).status_code == 403


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_may_not_import_is_told_which_role_may(at_desk, role):
    ada = at_desk("ada", role)
    for answer in (ada.get(WHERE), look(ada)):
        assert answer.status_code == 403
        assert "needs the role contributor or publisher or reviewer" in answer.text


def test_hostile_text_is_shown_and_does_not_act(anna):
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e"
    text = f'Bridge {hostile}\n\n"The {hostile} bridge," Ann Example said.'
    preview = look(anna, text, title=hostile.replace("\u202e", ""), publisher="<b>x</b>")
    assert "<script>alert" not in preview.text and "<img src=x" not in preview.text
    assert "[RLO]" in preview.text
    page = confirm(anna, preview).text
    assert "<script>alert" not in page and "<img src=x" not in page


def test_the_largest_text_travels_between_the_steps(anna):
    lines = (f'"Sentence number {n} 🌉," said Ann Example.' for n in range(500))
    text = ("Headline\n\n" + "\n\n".join(lines))[:60_000]
    preview = look(anna, text)
    confirm(anna, preview, claim=[])
    assert Capture.objects.get().text == text
    starts = list(Statement.objects.order_by("start").values_list("start", flat=True))
    assert len(starts) > 400 and all(one < other for one, other in pairwise(starts))
