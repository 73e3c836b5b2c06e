"""The draft-leak checklist: each line is proven by tests that exist, or says why it needs none."""

import importlib

import pytest

CRAWL = SAME_WITHOUT = SAME_AFTER = (
    "leaks.test_drafts::test_neither_drafts_nor_edits_nor_the_desk_itself_change_a_public_byte"
)
UNKNOWN_ID = "leaks.test_drafts::test_an_id_that_only_a_draft_has_is_an_unknown_id"
FILTERS = "leaks.test_drafts::test_no_filter_tells_a_draft_from_nothing"
TABLES = "leaks.test_paths::test_no_public_answer_asks_a_table_of_the_desk"
ROWS = "leaks.test_drafts::test_no_read_table_holds_anything_of_a_draft"

CHECKLIST: dict[str, tuple[str, tuple[str, ...]]] = {
    "L1": ("draft evidence in a published claim", (CRAWL, ROWS)),
    "L2": ("ids of drafts in lists of a speaker's claims", (CRAWL, SAME_WITHOUT)),
    "L3": ("search across relations", (FILTERS, TABLES)),
    "L4": (
        "ordering by a hidden field",
        ("api.test_filters::test_a_wrong_value_is_refused_by_the_name_of_its_parameter",),
    ),
    "L5": ("existence by filter values", (FILTERS,)),
    "L6": ("things that only drafts name", (UNKNOWN_ID, FILTERS)),
    "L7": ("browsable API", ("api.test_problems::test_only_json_is_spoken",)),
    "L8": ("ids in other digits", ("api.test_details::test_a_claim_has_one_address",)),
    "L9": ("pointers to related drafts", (CRAWL, FILTERS)),
    "L10": (
        "editors' autocomplete",
        (
            "admin.test_choosing::test_choosing_searches_no_hidden_field",
            "admin.test_roles::test_choosing_needs_the_right_to_see",
            "admin.test_choosing::test_lists_are_not_filtered_by_hidden_fields",
        ),
    ),
    "L11": (
        "draft and absent answer alike",
        (
            UNKNOWN_ID,
            "api.test_details::test_what_was_never_released_is_a_problem_that_tells_nothing",
            "web.test_answers::test_whatever_is_not_public_answers_the_same",
        ),
    ),
    "L12": (
        "counts and statistics",
        (
            SAME_AFTER,
            "api.test_stats::test_claims_that_stand_are_counted",
            "api.test_searching::test_facets_tell_how_the_list_divides",
        ),
    ),
    "L13": (
        "search: words left behind, ranks, suggestions",
        (
            ROWS,
            SAME_AFTER,
            "record.search.test_matching::test_what_is_suppressed_is_not_found",
            "api.test_searching::test_snippets_point_into_the_results",
            "record.search.test_matching::test_what_is_reworded_is_found_by_its_new_words_alone",
        ),
    ),
    "L14": ("feeds, sitemap, robots, structured data, titles", (CRAWL, SAME_AFTER)),
    "L15": (
        "exports and files",
        (
            "commands.test_export_record::test_the_public_alias_is_asked",
            "commands.test_export_record::test_an_earlier_export_is_replaced",
            "leaks.test_paths::test_static_files_are_only_files_for_browsers",
        ),
    ),
    "L16": ("validators that move with an unpublished edit", (SAME_AFTER,)),
    "L17": (
        "caches: staff's answer, copies kept after a suppression, HEAD, OPTIONS",
        (
            "api.test_answers::test_a_signed_in_reader_gets_the_same",
            "web.test_answers::test_a_signed_in_editor_gets_what_everybody_gets",
            "api.test_details::"
            "test_a_suppressed_release_gives_up_content_and_salt_and_no_copy_stays_good",
            "api.test_answers::test_options_says_what_may_be_done_and_nothing_else",
        ),
    ),
    "L18": ("history, corrections, names of editors, reasons", (CRAWL, SAME_WITHOUT)),
    "L19": (
        "sequence and chain as signs of work on drafts",
        ("leaks.test_paths::test_drafts_move_neither_the_sequence_nor_the_chain",),
    ),
    "L20": (
        "previews: there are no links to them; they are editors' pages, not kept",
        (
            "admin.test_review::test_the_preview_is_the_public_page_and_is_not_kept",
            "admin.test_roles::test_without_signing_in_there_is_only_the_way_in",
        ),
    ),
    "L21": (
        "errors and logs",
        (
            "api.test_problems::test_what_nobody_foresaw_is_a_500_that_tells_only_the_log",
            "web.test_answers::test_a_fault_of_ours_tells_nothing_of_the_inside",
            "leaks.test_paths::test_no_log_line_tells_what_was_asked_for_or_a_draft",
        ),
    ),
    "L22": (
        "parameters twice, unknown or of other APIs; methods, slashes, case",
        (
            "api.test_parameters::test_every_fault_is_named_at_once_with_what_is_allowed",
            "api.test_parameters::test_parameters_of_other_apis_are_unknown_here",
            "api.test_problems::test_a_form_or_a_header_does_not_change_the_method",
            "api.test_problems::test_an_address_that_does_not_exist",
        ),
    ),
    "L23": ("the schema", ("leaks.test_paths::test_the_schema_tells_nothing_of_the_desk",)),
    "L24": (
        "duplicates and likeness computed over drafts",
        (
            TABLES,
            SAME_WITHOUT,
            "api.test_similar::test_only_published_claims_that_lists_show_are_suggested",
        ),
    ),
    "L25": (
        "merging a draft-only thing; autocomplete for the public, of which there is none",
        (
            UNKNOWN_ID,
            "api.test_moments::test_a_merged_speaker_leads_to_the_other_and_is_in_no_list",
        ),
    ),
    "L26": (
        "embargo: nothing publishes by itself, and publishing checks the time",
        ("workflow.test_publication::test_an_embargo_holds",),
    ),
    "L27": (
        "a correction in progress",
        (
            SAME_AFTER,
            "workflow.test_publication::test_an_edit_to_a_published_claim_changes_nothing_public",
        ),
    ),
    "L28": (
        "a statement in a published claim and in a draft",
        (
            "leaks.test_paths::"
            "test_a_statement_that_a_draft_shares_leads_to_the_published_claim_alone",
        ),
    ),
    "L29": ("GraphQL, sockets, streams", ("leaks.test_paths::test_there_is_no_other_way_in",)),
    "L30": (
        "backups, fixtures, the database file, the repository",
        (
            "leaks.test_paths::test_static_files_are_only_files_for_browsers",
            "leaks.test_paths::test_nothing_beside_the_site_is_served",
        ),
    ),
    "L31": ("timing: no answer reads what drafts are in, however many there are", (TABLES,)),
    "L32": (
        "public code that could see a draft",
        (
            TABLES,
            "test_layers::test_every_contract_between_rooms_is_kept",
            "api.test_lists::test_the_record_is_read_through_the_read_only_connection",
        ),
    ),
}
"""Line of the checklist: what it is about, and the tests that prove it."""


def test_every_line_has_its_proof() -> None:
    assert list(CHECKLIST) == [f"L{number}" for number in range(1, 33)]
    assert all(about and tests for about, tests in CHECKLIST.values())


@pytest.mark.parametrize("named", sorted({one for _, tests in CHECKLIST.values() for one in tests}))
def test_every_proof_is_a_test(named: str) -> None:
    module, _, name = named.partition("::")
    assert callable(getattr(importlib.import_module(f"tests.{module}"), name))
