"""Which closing mark belongs to which opening one."""

import pytest

from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.quotations import quotations


def quoted(text):
    return [text[start:end] for start, end, _, _ in quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"]),
        ("«Oui», dit-il, «non».", ["«Oui»", "«non»"]),
        ("Er sagte: „Ja“ und „Nein“.", ["„Ja“", "„Nein“"]),
        ("“He said “no” to me,” she said.", ["“He said “no” to me,”"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘I saw it myself,’ she said.", ["‘I saw it myself,’"]),
        ("'I saw it myself,' she said.", ["'I saw it myself,'"]),
        ("'She said \"go\" and we did,' he said.", ["'She said \"go\" and we did,'"]),
        ("‘She said “go” and we did,’ he said.", ["‘She said “go” and we did,’"]),
        ("‘“Go” was all she said,’ he told us.", ["‘“Go” was all she said,’"]),
        ("“She said ‘go’ and 'went',” he said.", ["“She said ‘go’ and 'went',”"]),
        ("‘He said: “I took it,”’ Hart replied.", ["‘He said: “I took it,”’"]),
        ("“He said: ‘I took it,’” Hart replied.", ["“He said: ‘I took it,’”"]),
        ("\"'No,' he said,\" Hart replied.", ["\"'No,' he said,\""]),
        ("‘No,’ said Holt. ‘Not yet.’", ["‘No,’", "‘Not yet.’"]),
        ("'No!' Holt cried. 'Stop', she said.", ["'No!'", "'Stop'"]),
        ("It was 'bad' for the 'whole of us'.", ["'whole of us'"]),
        ("'The neighbours' dog won't stop,' said Holt.", ["'The neighbours' dog won't stop,'"]),
        ("He was goin' home and 'twas late, 'bout ten.", []),
        ("«Ми йдемо, – сказав Гай, – і вже».", ["«Ми йдемо,", "і вже»"]),
        ("«Ми йдемо, – і вже», – сказав Гай.", ["«Ми йдемо, – і вже»"]),
        ("The boys' dog and the girls' cat ran.", []),
        ("It's the '90s, don't ask.", []),
        ("Rock ‘n’ roll isn’t dead", []),
        ("”I typed it wrongly,” she said.", ["”I typed it wrongly,”"]),
        ('The 6-foot rule: 12" pipes.', []),
        ('He left "" and went.', []),
        ("", []),
    ],
)
def test_pairs(text, expected):
    assert quoted(text) == expected


def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph():
    text = "“We have waited. We wait"
    (quotation,) = quotations(text, Span(0, len(text)))
    assert not quotation.closed
    assert text[quotation.start : quotation.end] == text


def test_single_marks_left_open_need_a_paragraph_that_opens_again():
    text = "‘We have waited.\n\n‘We wait,’ he said."
    assert [text[start:end] for start, end, _, _ in quotations(text, Span(0, 16))] == [text[:16]]
    alone = "‘We have waited.\n\nWe wait, he said."
    assert quotations(alone, Span(0, 16)) == []


def test_the_words_are_what_stands_between_the_marks():
    text = "''Never,'' she said."
    (quotation,) = quotations(text, Span(0, len(text)))
    assert text[slice(*quotation.words)] == "Never,"
