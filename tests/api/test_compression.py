"""Compressed answers: the same bytes each time, a tag of their own, and never of the desk."""

import gzip

import pytest

from project.compression import takes_gzip
from tests.api.making import id_of, lasting, released

pytestmark = pytest.mark.django_db

CLAIM = f"claims/{id_of('claim', 1)}"
GZIP = {"Accept-Encoding": "gzip"}
PATHS = ["claims", "claims.csv", CLAIM, f"{CLAIM}/releases", "changes", "schema"]


@pytest.fixture(autouse=True)
def record() -> None:
    released(1)


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        *(("gzip", True), ("deflate, gzip;q=1.0, *;q=0.5", True), ("GZIP", True), ("*", True)),
        *(("", False), ("identity", False), ("br", False), ("gzip;q=0", False)),
        *(("*;q=0", False), ("gzip;q=0, *", False), ("gzip;q=x", False), (",;,", False)),
    ],
)
def test_who_takes_gzip(header, takes):
    assert takes_gzip(header) is takes


@pytest.mark.parametrize("path", PATHS)
def test_compressed_bytes_are_the_same_text_under_another_strong_tag(api, path):
    plain, packed = api(path), api(path, headers=GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"][:-1] + '-gzip"'
    assert int(packed["Content-Length"]) == len(packed.content)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer["Vary"]
    assert api(path, headers=GZIP).content == packed.content


@pytest.mark.parametrize("path", PATHS)
def test_each_tag_is_known_by_those_who_get_its_bytes(api, path):
    plain, packed = api(path)["ETag"], api(path, headers=GZIP)["ETag"]
    for known, headers, status in [
        (plain, {}, 304),
        (packed, GZIP, 304),
        (f"W/{packed}", GZIP, 304),
        (f'"x", {packed}', GZIP, 304),
        ("*", GZIP, 304),
        (packed, {}, 200),
        (plain, GZIP, 200),
        ('"nonsense', GZIP, 200),
    ]:
        answer = api(path, headers={"If-None-Match": known, **headers})
        assert answer.status_code == status, (known, headers)
        if status == 304:
            assert answer["ETag"] == (packed if headers else plain)
            assert "Content-Encoding" not in answer
            assert not answer.content
    assert api(path, headers={"If-Match": packed, **GZIP}).status_code == 200
    assert api(path, headers={"If-Match": plain, **GZIP}).status_code == 412


def test_head_of_compressed_bytes(outsider):
    whole = outsider.get(f"/api/v1/{CLAIM}", headers=GZIP)
    head = outsider.head(f"/api/v1/{CLAIM}", headers=GZIP)
    assert lasting(head) == lasting(whole)


def test_a_problem_is_compressed_too_and_reads_the_same(api):
    plain, packed = api("nothing"), api("nothing", headers=GZIP)
    assert gzip.decompress(packed.content) == plain.content


def test_the_editors_pages_are_never_compressed(client):
    answer = client.get("/admin/login/", headers=GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer


def test_public_pages_are_compressed_alike(client):
    plain, packed = client.get("/"), client.get("/", headers=GZIP)
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"][:-1] + '-gzip"'
    again = client.get("/", headers=GZIP | {"If-None-Match": packed["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, packed["ETag"])
