"""Proves an export of Onrecord as jsonl, or a file of its `changes`, without Onrecord.

python3 verify_export.py FOLDER|RELEASES.jsonl [--checkpoint FILE]... [--key PUBLIC.pem]
"""

# ruff: noqa: BLE001, E401, I001, T201
import argparse, base64, contextlib, hashlib, json, pathlib, sys

FACTS = ("number", "sequence", "event", "note", "released_at")
UNHELD = "url explanation_html relations corrected corrections first_released_at last_verdict_at"
ELSEWHERE = {*FACTS, *UNHELD.split(), "id", "digest", "status", "explanation", "requested_by_kind"}
STATUS = {"retraction": "retracted", "flag": "under_review", "merge": "merged"}


def canonical(value):  # RFC 8785, for keys in ASCII and whole numbers
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).hexdigest()


def objects(path):
    return (json.loads(line) for line in path.open(encoding="utf-8") if line.strip())


def said(kind, told):  # what the content of a release, and a line made of it, say alike
    apart = ELSEWHERE - ({"url"} if kind == "source" else set())
    for part in ("verdict", "publisher") if kind == "claim" else ():
        told = told | {part: said("", told.get(part) or {})}
    return {"merged_into": None} | {n: value for n, value in told.items() if n not in apart}


def blank(value):  # what a line says of something suppressed
    return all(map(blank, value.values())) if type(value) is dict else value in ("", None, [], 0, 1)


def signature(found, name):
    try:
        made = base64.b64decode(found.pop("signature", ""))
        return "not checked" if not key else key.verify(made, canonical(found)) or "good"
    except Exception:
        sys.exit(f"{name} bears a bad signature")


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("export", type=pathlib.Path)
parser.add_argument("--checkpoint", type=pathlib.Path, action="append", default=[])
parser.add_argument("--key", type=pathlib.Path, help="needs the package cryptography")
asked, key = parser.parse_args(), None
sys.excepthook = lambda kind, error, _: sys.stderr.write(f"{kind.__name__}: {error}\n")
with contextlib.suppress(ImportError):
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = asked.key and load_pem_public_key(asked.key.read_bytes())
path, hashes, lines, emptied = asked.export, {0: "0" * 64}, {}, {}
for at, release in enumerate(objects(path / "releases.jsonl" if path.is_dir() else path), 1):
    content, salt, own = (release.pop(name) for name in ("content", "salt", "hash"))
    kind, id = release["subject_kind"], release["subject"]
    name = f"release {release['sequence']} ({kind} {id})"
    if release["sequence"] != at:
        sys.exit(f"release {at} is missing: {name} stands in its place")
    if release["previous_hash"] != hashes[at - 1] or sha256(canonical(release)) != own:
        sys.exit(f"{name} was changed, or does not follow the one before it")
    if content is None and salt is None:
        emptied[kind, id] = name
    elif sha256(bytes.fromhex(salt or ""), canonical(content)) != release["content_digest"]:
        sys.exit(f"{name} was changed: its content does not give its digest")
    facts = {n: release[n] for n in FACTS} | {"digest": release["content_digest"]}
    if kind == "claim":
        stands = "reviewed" if (content or {}).get("verdict") else "open"
        facts["status"] = STATUS.get(facts["event"], stands) if content else "suppressed"
    hashes[at], lines[kind, id] = own, (facts, content and sha256(canonical(said(kind, content))))
for suppressed, name in emptied.items():
    if lines[suppressed][0]["event"] != "suppression":
        sys.exit(f"{name} is empty, and no suppression after it says why")
kept = [one.get("checkpoint", one) for file in asked.checkpoint for one in objects(file)]
if path.is_dir():
    manifest = json.loads((path / "manifest.json").read_text("utf-8"))
    made = signature(manifest, "manifest.json")
    print(f"not held to releases but to manifest.json alone, signature {made}: {UNHELD}")
    kept += filter(None, [manifest["checkpoint"]])
    for file in manifest["files"]:
        if sha256((path / file["name"]).read_bytes()) != file["sha256"]:
            sys.exit(f"{file['name']} is not the file that the manifest tells of")
        kind = file["name"].removesuffix(".jsonl").removesuffix("s")
        for line in objects(path / file["name"]) if kind != "release" else ():
            rest, (facts, digest) = said(kind, line), lines.pop((kind, line["id"]), ({}, ""))
            same = blank(rest) if digest is None else sha256(canonical(rest)) == digest
            if not same or facts != {n: line.get(n) for n in facts}:
                sys.exit(f"{kind} {line['id']} is not what its newest release says")
    for left in (f"{kind} {id}" for kind, id in lines if kind != "relation"):
        sys.exit(f"{left} is missing from the export")
for one in kept:
    name = f"the checkpoint of {one['time']}"
    if hashes.get(one["sequence"]) != one["hash"]:
        sys.exit(f"release {one['sequence']} is missing, or not the one of {name}")
    print(f"{name}: release {one['sequence']}, signature {signature(one, name)}")
print(f"proved: {len(hashes) - 1} releases; head {hashes[len(hashes) - 1]}")
