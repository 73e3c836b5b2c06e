"""The desk's autocompletes as somebody uses them in a browser."""

from playwright.sync_api import Locator, Page, expect


def opener(page: Page, field: str) -> Locator:
    """What opens the autocomplete of a field."""
    return page.locator(f"#id_{field} + .select2 .select2-selection")


def found(page: Page, term: str) -> Locator:
    """Type into the autocomplete that is open, and return the first of what is found for the term.

    Until that has come, what was offered before stands there, and a click may hit what is just
    being taken away.
    """
    page.locator(".select2-search__field").last.fill(term)
    expect(page.locator(".select2-results__option.loading-results")).to_have_count(0)
    return page.locator(".select2-results__option--highlighted[aria-selected]").first
