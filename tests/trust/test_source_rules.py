"""R45: what our source may not hold; each rule finds a bad sample, and nothing in ours.

That public code imports nothing editorial is a contract of import-linter besides
(tests/test_layers.py), and bandit and ruff's own security rules are part of `make lint`.
"""

import subprocess
import tomllib
from pathlib import Path

import pytest

from claims import workflow
from tests.run import LINT
from tests.trust.source_rules import (
    ROOT,
    RULES,
    auditing,
    broken,
    python_files,
    template_files,
    unescaped,
    verbs,
)

BAD = [
    ("markup made of text", "claims/admin/x.py", "mark_safe(claim.text)"),
    ("markup made of text", "claims/admin/x.py", "safestring.SafeString(text)"),
    ("markup made of text", "claims/admin/x.py", "format_html(f'<b>{text}</b>')"),
    ("markup made of text", "claims/web/x.py", "format_html('<b>' + text, 1)"),
    ("markup made of text", "claims/web/x.py", "format_html_join(text, '{}', rows)"),
    ("filter by what was asked", "claims/api/x.py", "rows.filter(**request.GET.dict())"),
    ("filter by what was asked", "claims/api/x.py", "Q(**self.request.query_params)"),
    ("SQL put together", "claims/web/x.py", "cursor.execute(f'SELECT {name}')"),
    ("SQL put together", "claims/desk/x.py", "cursor.execute('SELECT ' + name)"),
    ("SQL put together", "claims/desk/x.py", "Claim.objects.raw('SELECT %s' % name)"),
    ("SQL put together", "claims/admin/x.py", "rows.annotate(x=RawSQL(sql, ()))"),
    ("text run as code", "claims/text/x.py", "eval(text)"),
    ("text run as code", "claims/text/x.py", "import pickle"),
    ("text run as code", "claims/text/x.py", "yaml.load(text)"),
    ("text run as code", "claims/text/x.py", "subprocess.run(text, shell=True)"),
    ("text run as code", "project/x.py", "os.system(text)"),
    ("network from elsewhere", "claims/workflow/x.py", "import requests"),
    ("network from elsewhere", "claims/extraction/x.py", "from urllib.request import urlopen"),
    ("network from elsewhere", "claims/extraction/x.py", "from urllib import request"),
    ("desk in public code", "claims/web/x.py", "from claims.desk.models import Claim"),
    ("desk in public code", "claims/api/x.py", "apps.get_model('claims', 'Claim')"),
]
GOOD = [
    ("claims/admin/x.py", "format_html('<b>{}</b>', claim.text)"),
    ("claims/admin/x.py", "SafeString(' hidden')"),
    ("claims/desk/x.py", "cursor.execute('SELECT 1 WHERE a = %s', [text])"),
    ("claims/search/x.py", "cursor.execute(f'SELECT rowid FROM {table}')"),
    ("claims/seeding/x.py", "yaml.safe_load(text)"),
    ("claims/management/webhooks.py", "from urllib.request import Request"),
    ("claims/api/x.py", "rows.filter(**{column: value})"),
]
LEAVE_NO_ENTRY = {
    *("decision_refusals", "verbs_open_to", "would_cost_decision"),
    *("forget_filter", "mark_seen", "page_closed", "page_open", "save_filter"),
}
"""They ask, or keep what an editor's own screens remember: nothing of the desk changes."""

UNESCAPED = {
    ("claims/templates/web/claim.html", "{{ claim_review|safe }}"),
    ("claims/templates/web/claim.html", "{{ claim.verdict.explanation_html|safe }}"),
}
"""JSON with < escaped, and Markdown that nh3 has cleaned: tests/web/test_hostile.py tries both."""


def test_our_source_keeps_every_rule() -> None:
    assert [finding for path, text in python_files() for finding in broken(path, text)] == []


@pytest.mark.parametrize(("rule", "path", "code"), BAD)
def test_a_bad_sample_is_found(rule: str, path: str, code: str) -> None:
    assert {finding.rule for finding in broken(path, code)} == {rule}


@pytest.mark.parametrize(("path", "code"), GOOD)
def test_a_good_sample_is_not(path: str, code: str) -> None:
    assert broken(path, code) == []


def test_each_rule_has_a_bad_sample() -> None:
    assert {rule for rule, _, _ in BAD} == set(RULES)


def test_every_verb_leaves_an_audit_entry() -> None:
    texts = [text for path, text in python_files() if path.startswith("claims/workflow/")]
    found = verbs(texts, workflow.__all__)
    assert {"approve", "publish", "revise", "set_roles", "suppress"} <= found
    silent = found - auditing(texts)
    assert silent == LEAVE_NO_ENTRY


def test_a_verb_without_an_entry_is_found() -> None:
    text = """
def loud(subject, *, by):
    _done(subject)

def _done(subject):
    audit.append(subject)

def silent(subject, *, by):
    subject.save()
"""
    assert verbs([text], ["loud", "silent"]) - auditing([text]) == {"silent"}


def test_templates_escape_all_but_two_values() -> None:
    files = template_files()
    assert len(files) > 30
    assert {(path, found) for path, text in files for found in unescaped(text)} == UNESCAPED


@pytest.mark.parametrize(
    "text", ["{{ a|safe }}", "{{ a|upper|safe }}", "{% autoescape off %}", "{{ a|safeseq }}"]
)
def test_a_template_that_does_not_escape_is_found(text: str) -> None:
    assert len(unescaped(text)) == 1


def test_bandit_is_part_of_the_run_and_finds_what_it_should(tmp_path: Path) -> None:
    assert "bandit" in LINT
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["bandit"]
    assert settings["skips"] == ["B608"], "ruff has it as S608, with its exceptions line by line"
    (tmp_path / "bad.py").write_text("import hashlib\nhashlib.md5(b'')\n")
    command = [str(part) for part in LINT["bandit"]]
    where = command.index("claims")
    ran = subprocess.run(
        [*command[:where], str(tmp_path), *command[where + 3 :]],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1, ran.stderr
    assert "B324" in ran.stdout


def test_every_exception_from_a_security_rule_is_of_a_known_kind() -> None:
    """What ruff is told to pass over, by rule and file: a new one is looked at here first."""
    found = {
        (path, rule)
        for path, text in python_files()
        if "migrations" not in path
        for line in text.splitlines()
        if "# noqa:" in line
        for rule in line.partition("# noqa:")[2].replace(",", " ").split()
        if rule.startswith("S") and rule[1:].isdigit()
    }
    assert {rule for _, rule in found} <= {
        "S101",
        "S105",
        "S107",
        "S310",
        "S311",
        "S405",
        "S404",
        "S603",
        "S608",
    }
    assert not any("# nosec" in text for _, text in python_files())
