"""Log records stay on one line each and name no reader."""

import logging

from project.logs import OneLineFormatter


def formatted(message: str, error: bool = False) -> str:
    record = logging.LogRecord("onrecord", logging.WARNING, __file__, 1, message, None, None)
    if error:
        try:
            raise ValueError("first\nsecond")
        except ValueError as caught:
            record.exc_info = (type(caught), caught, caught.__traceback__)
    return OneLineFormatter("%(levelname)s %(message)s").format(record)


def test_a_line_break_in_a_message_cannot_forge_a_record():
    assert formatted("asked for\nERROR forged\r\nby\u2028them").splitlines() == [
        "WARNING asked for | ERROR forged | by | them"
    ]


def test_a_traceback_is_part_of_its_line():
    line = formatted("failed", error=True)
    assert len(line.splitlines()) == 1
    assert "ValueError: first | second" in line


def test_a_refused_request_is_logged_without_the_readers_address(client, caplog):
    client.get("/nowhere", REMOTE_ADDR="203.0.113.9")
    assert "/nowhere" in caplog.text
    assert "203.0.113.9" not in caplog.text
