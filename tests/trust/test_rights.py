"""R43: whose the data is stands in every export and body; without a licence nothing leaves."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests import builders as build
from tests.record.bodies import publish

FORMATS = ("jsonl", "csv", "claimreview")

pytestmark = pytest.mark.django_db


def exported(format: str, folder: Path) -> dict[str, Any]:
    call_command("export_record", f"--format={format}", f"--output={folder}")
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return manifest


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_says_whose_it_is_and_on_what_ground_it_quotes(
    format: str, tmp_path: Path, settings: Any
) -> None:
    settings.DESK_NAME, settings.DATA_LICENCE = "The Example Desk", "CC-BY-SA-4.0"
    publish(id="claim1", verdict=build.verdict())
    manifest = exported(format, tmp_path / "out")
    rights = manifest["rights"]
    assert manifest["licence"] == "CC-BY-SA-4.0"
    assert rights["licence"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert rights["holder"] == "The Example Desk"
    assert rights["attribution"] == f"The Example Desk, {settings.SITE_URL}"
    assert "not under the licence" in rights["quotations"]


@pytest.mark.parametrize("licence", ["", " ", "all rights reserved", "javascript:alert(1)"])
@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_exported_without_a_licence(
    format: str, licence: str, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_LICENCE = licence
    with pytest.raises(CommandError, match="nothing is exported without a licence"):
        exported(format, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_every_body_names_licence_and_holder_and_every_source_its_rights(
    client: Client, settings: Any
) -> None:
    publish(id="claim1", verdict=build.verdict())
    build.release("source", build.source_content(rights_note="Quoted by permission."))
    (claim,) = client.get("/api/v1/claims").json()["results"]
    assert claim["licence"] == "CC-BY-4.0" and claim["publisher"]["name"] == "A desk"
    (source,) = client.get("/api/v1/sources").json()["results"]
    assert source["public_text"] == "excerpts" and source["rights_note"] == "Quoted by permission."
    for address in ("/api/v1/claims", "/api/v1/claims.csv", "/api/v1/sources", "/api/v1/changes"):
        link = client.get(address)["Link"]
        assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in link, address
