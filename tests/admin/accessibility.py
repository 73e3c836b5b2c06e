"""What axe finds on a page of the desk."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults(page: Page) -> list[str]:
    """The serious and critical faults of a page, each with where they are; leave it afterwards."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']])[:400]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
