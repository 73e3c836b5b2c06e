"""Releases told to the operator's addresses: signed, in order, at least once, without content."""

import base64
import hashlib
import hmac
import json
import logging
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.management import webhooks
from claims.record.models import Release
from tests import builders

pytestmark = pytest.mark.django_db

KEY = bytes(range(32))
CLAIM, SPEAKER = "claim1", "speaker1"


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent, and answers as it is told."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server: Any = self.server
        server.taken.append((self.path, dict(self.headers), body))
        self.send_response(server.status)
        if server.status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def receiver(settings: Any) -> Iterator[Any]:
    server: Any = HTTPServer(("127.0.0.1", 0), Receiver)
    server.taken, server.status = [], 204
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.WEBHOOK_URLS = [f"http://127.0.0.1:{server.server_port}/purge/hidden"]
    settings.WEBHOOK_SECRET = KEY
    shutil.rmtree(webhooks.folder(), ignore_errors=True)
    yield server
    shutil.rmtree(webhooks.folder(), ignore_errors=True)
    server.shutdown()
    thread.join()
    server.server_close()


def send() -> str:
    out = StringIO()
    call_command("send_webhooks", stdout=out)
    return out.getvalue().strip()


def refusal() -> str:
    with pytest.raises(CommandError) as error:
        send()
    return str(error.value)


def told(receiver: Any) -> list[dict[str, Any]]:
    return [json.loads(body) for _, _, body in receiver.taken]


def later(monkeypatch: pytest.MonkeyPatch, **by: int) -> None:
    moment = timezone.now() + timedelta(**by)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_each_release_after_the_first_run_is_told_once_in_order(receiver: Any) -> None:
    builders.release("claim", builders.claim_content(CLAIM))
    assert send() == "sent: 0"
    builders.release("claim", builders.claim_content(CLAIM), "flag", builders.NOTE)
    builders.release("speaker", builders.speaker_content(SPEAKER))
    assert send() == "sent: 2"
    assert send() == "sent: 0"
    first, second = told(receiver)
    assert first["type"] == "release.created"
    assert first["data"] | {"urls": [], "prefixes": []} == {
        "sequence": 2,
        "subject": {"kind": "claim", "id": CLAIM},
        "number": 2,
        "event": "flag",
        "urls": [],
        "prefixes": [],
    }
    assert second["data"]["sequence"] == 3
    site = "http://127.0.0.1:8000"
    assert f"{site}/" in first["data"]["urls"]
    for prefix in (f"/claims/{CLAIM}", f"/uk/claims/{CLAIM}", f"/api/v1/claims/{CLAIM}"):
        assert f"{site}{prefix}" in first["data"]["prefixes"]
    assert f"{site}/speakers/{SPEAKER}" in second["data"]["prefixes"]


def test_no_message_holds_content(receiver: Any) -> None:
    send()
    for kind, content in (
        ("claim", builders.claim_content(CLAIM)),
        ("speaker", builders.speaker_content(SPEAKER)),
        ("scale", builders.scale_content()),
    ):
        builders.release(kind, content)
    send()
    sent = b"".join(body for _, _, body in receiver.taken).lower()
    assert len(receiver.taken) == 3
    for word in (b"troops", b"kasc", b"overstated", builders.NOTE.lower().encode()):
        assert word not in sent


def test_a_relation_tells_the_claims_at_both_its_ends(receiver: Any) -> None:
    for id in ("claim1", "claim2"):
        builders.release("claim", builders.claim_content(id))
    send()
    builders.release("relation", builders.relation_content())
    send()
    (message,) = told(receiver)
    prefixes = message["data"]["prefixes"]
    assert [one for one in prefixes if "/api/" in one] == [
        f"http://127.0.0.1:8000/api/v1/claims/{id}" for id in ("claim1", "claim2")
    ]


def test_a_receiver_can_prove_who_sent_it(receiver: Any) -> None:
    send()
    release = builders.release("claim", builders.claim_content(CLAIM))
    send()
    ((path, headers, body),) = receiver.taken
    sent = {name.lower(): value for name, value in headers.items()}
    id, time = sent["webhook-id"], sent["webhook-timestamp"]
    assert id == webhooks.message_id(release)
    assert abs(int(time) - timezone.now().timestamp()) < 600
    proof = hmac.new(KEY, b".".join((id.encode(), time.encode(), body)), hashlib.sha256).digest()
    assert sent["webhook-signature"] == "v1," + base64.b64encode(proof).decode()
    assert path == "/purge/hidden"
    assert sent["content-type"] == "application/json"


def test_the_signature_is_that_of_standard_webhooks() -> None:
    # The example of the specification's own libraries.
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = webhooks.signature(
        key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_was_not_taken_is_sent_again_later_and_nothing_overtakes_it(
    receiver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    send()
    for number in range(2):
        builders.release("claim", builders.claim_content(f"claim{number + 2}"))
    receiver.status = 500
    said = refusal()
    assert said == f"not taken by 127.0.0.1:{receiver.server_port}: release 1: answered 500"
    assert send() == "sent: 0"
    receiver.status = 204
    later(monkeypatch, minutes=2)
    assert send() == "sent: 2"
    assert [one["data"]["sequence"] for one in told(receiver)] == [1, 1, 2]
    ids = [headers.get("Webhook-Id") for _, headers, _ in receiver.taken]
    assert ids[0] == ids[1] != ids[2]


def test_a_redirect_is_not_followed(receiver: Any) -> None:
    send()
    builders.release("claim", builders.claim_content(CLAIM))
    receiver.status = 302
    assert "answered 302" in refusal()
    assert [path for path, _, _ in receiver.taken] == ["/purge/hidden"]


def test_one_that_is_dead_is_given_up_and_the_log_says_so_without_its_address(
    receiver: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    send()
    for number in range(2):
        builders.release("claim", builders.claim_content(f"claim{number + 2}"))
    receiver.status = 503
    for _ in range(len(webhooks.WAITS) + 1):
        assert "release 1: answered 503" in refusal()
        later(monkeypatch, days=1, minutes=1)
    (given_up,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert "given up for release 1: answered 503" in given_up.getMessage()
    assert "hidden" not in caplog.text
    # The next is tried once, and once it is taken all is as before.
    receiver.status = 204
    assert send() == "sent: 1"


def test_an_address_that_does_not_answer_keeps_no_other_from_being_told(
    receiver: Any, settings: Any
) -> None:
    settings.WEBHOOK_URLS = ["http://127.0.0.1:9/", *settings.WEBHOOK_URLS]
    send()
    builders.release("claim", builders.claim_content(CLAIM))
    assert refusal() == "not taken by 127.0.0.1:9: release 1: no answer: ConnectionRefusedError"
    assert len(receiver.taken) == 1


def test_a_record_put_back_to_an_earlier_state_begins_anew(receiver: Any) -> None:
    for number in range(3):
        builders.release("claim", builders.claim_content(f"claim{number + 2}"))
    send()
    (file,) = webhooks.folder().glob("*.json")
    file.write_text(json.dumps({"sequence": 99, "failures": 0, "not_before": ""}))
    assert send() == "sent: 0"
    builders.release("speaker", builders.speaker_content(SPEAKER))
    assert send() == "sent: 1"
    assert Release.objects.count() == told(receiver)[0]["data"]["sequence"]
