"""Differences for reading: every word of both sides is told, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from claims.admin.differences import pieces, sections

STATEMENT = {
    "id": "aaaaaaaaaaaa",
    "stance": "asserts",
    "kind": "direct",
    "quote": "The bridge is safe",
    "speakers": [{"id": "bbbbbbbbbbbb", "name": "Ann Example", "kind": "person"}],
    "source": {"id": "cccccccccccc", "title": "Bridge opened", "publisher": None},
    "selector": {"start": 0, "end": 18},
}


def rows(before, after, kind="claim"):
    return [row for section in sections(kind, before, after) for row in section.rows]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cf", "Cs"]), max_size=60)


@given(words, words)
def test_both_texts_can_be_read_out_of_their_pieces(before, after):
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.how != "come") == before
    assert "".join(piece.text for piece in found if piece.how != "gone") == after


def test_a_changed_word_is_marked_and_another_text_is_replaced():
    found = [
        (piece.how, piece.text) for piece in pieces("The bridge is safe.", "The bridge was safe.")
    ]
    assert ("gone", "is") in found and ("come", "was") in found
    assert [piece.how for piece in pieces("One thing.", "Quite another matter altogether")] == [
        "gone",
        "come",
    ]


def test_a_quote_that_went_and_one_that_came_are_told_by_their_words():
    other = {**STATEMENT, "id": "dddddddddddd", "quote": "Cracks were found"}
    found = rows({"claim": "A.", "statements": [STATEMENT]}, {"claim": "A.", "statements": [other]})
    assert [(row.how, row.label) for row in found] == [
        ("added", "Asserts it – Ann Example – “Cracks were found”"),
        ("removed", "Asserts it – Ann Example – “The bridge is safe”"),
    ]


def test_what_changed_inside_a_statement_is_told_beside_its_quote():
    changed = {**STATEMENT, "stance": "denies", "selector": {"start": 5, "end": 9}}
    (row,) = rows({"statements": [STATEMENT]}, {"statements": [changed]})
    assert row.label == "Denies it – Ann Example – “The bridge is safe”: Stance"
    assert row.pieces[0].text.startswith("Asserts")


def test_nothing_is_told_of_what_is_the_same_or_of_the_desks_settings():
    body = {"claim": "A.", "statements": [STATEMENT], "about": {"from": None, "to": None}}
    assert rows({**body, "licence": "A"}, {**body, "licence": "B"}) == []


def test_partial_dates_and_names_are_one_value():
    before = {"topics": [{"id": "1", "name": "NATO"}], "about": {"from": None}}
    date = {"value": "2024-03", "precision": "month"}
    after = {"topics": [{"id": "1", "name": "NATO"}, {"id": "2", "name": "Bridges"}]}
    found = {
        row.label: row.pieces[-1].text for row in rows(before, {**after, "about": {"from": date}})
    }
    assert found["About, from"] == "2024-03"
    assert "Topics" in found


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "name", "kind", "quote", "x"]), inner, max_size=3
            )
        ),
        max_leaves=12,
    )
)
def test_no_content_raises(value):
    content = {"claim": value, "verdict": value, "about": value}
    assert rows(content, content) == []
    rows({}, content)
    rows(content, {}, kind="speaker")
