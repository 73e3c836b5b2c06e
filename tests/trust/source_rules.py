"""Rules that our own source keeps, read from its syntax: each gives the lines that break it."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

SQL_IS_BUILT_IN = (
    *("claims/search/", "claims/ledger/guards/", "claims/management/backing_up/"),
    *("claims/migrations/", "claims/record/", "claims/api/statements.py", "claims/apps.py"),
    *("project/checks.py", "claims/management/exporting/", "project/replicas/"),
)
"""Where SQL is put together from constants and names of tables; everywhere else it is one constant.

What a reader wrote goes to the database as a parameter here too: tests of each room say so.
"""

SPEAKS_TO_OTHERS = (
    *("claims/management/webhooks.py", "claims/admin/signing_in/provider.py"),
    *("claims/admin/signing_in/notices.py", "claims/management/commands/send_digest.py"),
    *("claims/workflow/answering.py", "project/health.py"),
)
"""Webhooks, the newsroom's provider, mail, and the probe of this very machine: nothing else."""

PUBLIC_ROOMS = tuple(
    f"claims/{room}/" for room in ("api", "web", "record", "interchange", "search")
)

NETWORK = {
    *("aiohttp", "ftplib", "http.client", "httpx", "imaplib", "paramiko", "poplib", "requests"),
    *("smtplib", "socket", "telnetlib", "urllib.request", "urllib3", "xmlrpc.client"),
}
UNSAFE = {"dill", "marshal", "pickle", "shelve"}
RUNS_TEXT = {"__import__", "compile", "eval", "exec"}
SHELLS = {"os.popen", "os.system", "subprocess.getoutput", "subprocess.getstatusoutput"}
PATTERNS_FIRST = {
    "mark_safe": 1,
    "SafeString": 1,
    "SafeText": 1,
    "format_html": 1,
    "format_html_join": 2,
}
"""How many of the first arguments become markup as they stand."""

SQL_CALLS = {"RawSQL", "execute", "executemany", "extra", "raw"}
REQUESTED = {"GET", "POST", "body", "data", "query_params", "headers", "COOKIES", "META"}

Rule = Callable[[str, ast.AST], Iterator[ast.AST]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A line that breaks a rule."""

    rule: str
    path: str
    line: int


def python_files() -> list[tuple[str, str]]:
    """Return path and text of every module of the application and its deployment."""
    found = [path for folder in ("claims", "project") for path in (ROOT / folder).rglob("*.py")]
    return [(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in sorted(found)]


def template_files() -> list[tuple[str, str]]:
    """Return path and text of every template."""
    found = (ROOT / "claims" / "templates").rglob("*.*")
    return [(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in sorted(found)]


def broken(path: str, text: str) -> list[Finding]:
    """Return the lines of a module that break a rule."""
    tree = ast.parse(text)
    return [
        Finding(name, path, getattr(node, "lineno", 0))
        for name, rule in RULES.items()
        for node in rule(path, tree)
    ]


def unescaped(text: str) -> list[str]:
    """Return what a template sends without escaping it."""
    return re.findall(r"\{\{[^}]*\|\s*(?:safe|safeseq)\b[^}]*\}\}|\{%\s*autoescape\s+off", text)


def verbs(texts: Iterable[str], public: Iterable[str]) -> set[str]:
    """Return the public functions of modules that somebody does something by: they take `by`."""
    return {
        function.name
        for function in _functions(texts)
        if function.name in public
        if "by" in {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
    }


def auditing(texts: Iterable[str]) -> set[str]:
    """Return the functions and methods that append to the audit, by whatever they call."""
    called = {
        function.name: {_dotted(call.func) for call in _calls(function)}
        for function in _functions(texts)
    }
    found = {name for name, names in called.items() if "audit.append" in names}
    while True:
        more = {
            name
            for name, names in called.items()
            if name not in found and found & {each.rpartition(".")[2] for each in names}
        }
        if not more:
            return found
        found |= more


def _functions(texts: Iterable[str]) -> Iterator[ast.FunctionDef]:
    for text in texts:
        nodes = ast.walk(ast.parse(text))
        yield from (node for node in nodes if isinstance(node, ast.FunctionDef))


def _markup_of_text(path: str, tree: ast.AST) -> Iterator[ast.AST]:
    for call in _calls(tree):
        patterns = PATTERNS_FIRST.get(_last(call), 0)
        if not all(map(_is_constant, call.args[:patterns])):
            yield call


def _filter_of_request(path: str, tree: ast.AST) -> Iterator[ast.AST]:
    for call in _calls(tree):
        for keyword in call.keywords:
            if keyword.arg is None and _names(keyword.value) & REQUESTED:
                yield call


def _built_sql(path: str, tree: ast.AST) -> Iterator[ast.AST]:
    if path.startswith(SQL_IS_BUILT_IN):
        return
    for call in _calls(tree):
        if _last(call) in SQL_CALLS and call.args and not _is_text_or_none(call):
            yield call


def _text_run_as_code(path: str, tree: ast.AST) -> Iterator[ast.AST]:
    for call in _calls(tree):
        name = _dotted(call.func)
        loads = name in ("yaml.load", "yaml.unsafe_load", "yaml.full_load")
        shell = any(each.arg == "shell" and not _is_false(each.value) for each in call.keywords)
        if name in RUNS_TEXT | SHELLS or loads or shell:
            yield call
    for node, name in _imports(tree):
        if name.split(".")[0] in UNSAFE:
            yield node


def _network(path: str, tree: ast.AST) -> Iterator[ast.AST]:
    if path.startswith(SPEAKS_TO_OTHERS):
        return
    for node, name in _imports(tree):
        if any(name == one or name.startswith(f"{one}.") for one in NETWORK):
            yield node


def _desk_in_public(path: str, tree: ast.AST) -> Iterator[ast.AST]:
    if not path.startswith(PUBLIC_ROOMS):
        return
    for node, name in _imports(tree):
        if name.startswith(("claims.desk", "claims.workflow", "claims.publishing")):
            yield node
    for call in _calls(tree):
        if _last(call) in ("get_model", "import_string", "import_module"):
            yield call


RULES: dict[str, Rule] = {
    "markup made of text": _markup_of_text,
    "filter by what was asked": _filter_of_request,
    "SQL put together": _built_sql,
    "text run as code": _text_run_as_code,
    "network from elsewhere": _network,
    "desk in public code": _desk_in_public,
}


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _imports(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _last(call: ast.Call) -> str:
    return _dotted(call.func).rpartition(".")[2]


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _names(node: ast.AST) -> set[str]:
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def _is_constant(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant)


def _is_false(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and not node.value


def _is_text_or_none(call: ast.Call) -> bool:
    # `extra` of a logger or a form is told by keyword and has no text first.
    return _is_constant(call.args[0])
