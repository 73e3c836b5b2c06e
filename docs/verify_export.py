"""Proves an export of Onrecord, or lines of its `changes`, without Onrecord.

    python3 verify_export.py FOLDER|RELEASES.jsonl [--checkpoint FILE]... [--key PUBLIC.pem]
FOLDER is an export as jsonl; RELEASES.jsonl holds one release a line. A checkpoint file is an
answer of /api/v1/checkpoint, or one checkpoint a line. Signatures need the package `cryptography`
and the desk's public key. Names the first thing that is wrong, and exits with 1.
"""

# ruff: noqa: BLE001, T201
import argparse
import base64
import hashlib
import json
import pathlib
import sys


def canonical(value):  # RFC 8785, for keys in ASCII and whole numbers
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).hexdigest()


def objects(path):
    return (json.loads(line) for line in path.open(encoding="utf-8") if line.strip())


def chain(releases):
    hashes, newest, emptied = {0: "0" * 64}, {}, {}
    for expected, release in enumerate(releases, start=1):
        content, salt, own = (release.pop(name) for name in ("content", "salt", "hash"))
        subject = (release["subject_kind"], release["subject"])
        name = f"release {release['sequence']} ({' '.join(subject)})"
        if release["sequence"] != expected:
            sys.exit(f"release {expected} is missing: {name} stands in its place")
        if release["previous_hash"] != hashes[expected - 1] or sha256(canonical(release)) != own:
            sys.exit(f"{name} was changed, or does not follow the one before it")
        if content is None and salt is None:
            emptied[subject] = name
        elif sha256(bytes.fromhex(salt or ""), canonical(content)) != release["content_digest"]:
            sys.exit(f"{name} was changed: its content does not give its digest")
        if release["event"] == "suppression":
            emptied.pop(subject, None)
        hashes[expected] = own
        if subject[0] == "claim":
            newest[subject[1]] = (release["sequence"], release["content_digest"])
    for name in emptied.values():
        sys.exit(f"{name} is empty, and no suppression after it says why")
    return hashes, newest


def files(folder, newest):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for told in manifest["files"]:
        if sha256((folder / told["name"]).read_bytes()) != told["sha256"]:
            sys.exit(f"{told['name']} is not the file that the manifest tells of")
    for claim in objects(folder / "claims.jsonl"):
        if newest.pop(claim["id"], None) != (claim["sequence"], claim["digest"]):
            sys.exit(f"claim {claim['id']} is not what its newest release says")
    if newest:
        sys.exit(f"claim {min(newest)} is missing from claims.jsonl")
    return manifest["checkpoint"]


def checkpoint(found, hashes, key):
    name = f"the checkpoint of {found['time']}"
    if hashes.get(found["sequence"]) != found["hash"]:
        sys.exit(f"release {found['sequence']} is missing, or not the one of {name}")
    if key:
        try:
            key.verify(base64.b64decode(found.pop("signature")), canonical(found))
        except Exception:
            sys.exit(f"{name} bears a bad signature")
    print(f"{name}: release {found['sequence']}, signature {'good' if key else 'not checked'}")


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("export", type=pathlib.Path)
parser.add_argument("--checkpoint", type=pathlib.Path, action="append", default=[])
parser.add_argument("--key", type=pathlib.Path)
asked, key = parser.parse_args(), None
sys.excepthook = lambda kind, error, _: sys.stderr.write(f"{kind.__name__}: {error}\n")
if asked.key:
    try:
        from cryptography.hazmat.primitives.serialization import load_pem_public_key

        key = load_pem_public_key(asked.key.read_bytes())
    except ImportError:
        print("without the package cryptography, signatures are not checked")
is_folder = asked.export.is_dir()
hashes, newest = chain(objects(asked.export / "releases.jsonl" if is_folder else asked.export))
kept = [one.get("checkpoint", one) for path in asked.checkpoint for one in objects(path)]
if is_folder:
    kept += filter(None, [files(asked.export, newest)])
for one in kept:
    checkpoint(one, hashes, key)
print(f"proved: {len(hashes) - 1} releases; head {hashes[len(hashes) - 1]}")
