"""Every template can be translated and passes the content security policy; every file can be published."""

import re
from pathlib import Path

import pytest

from tests.source import ROOT, files, named

TEMPLATES = files(".html", ".txt", under=("templates",))
TRANSLATED = re.compile(r"{%\s*blocktranslate\b.*?%}.*?{%\s*endblocktranslate\s*%}", re.S)
COMMENT = re.compile(r"{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.S)
CODE = re.compile(r"{{.*?}}|{%.*?%}", re.S)
TYPED = re.compile(r"<code>.*?</code>", re.S)  # what people type as it is
SPOKEN = re.compile(r"""\b(?:alt|aria-label|aria-description|placeholder|title)=(?:"([^"]*)"|'([^']*)')""")
TAG = re.compile(r"<[^>]*>|&[a-z]+;")
WORD = re.compile(r"[^\W\d_]{2,}")
# Names and what machines read, the same in every language.
UNTRANSLATED = {"Tifa", "提法", "UTC", "CSV", "JSONL", "YAML"}
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I)

MACHINE = re.compile(r"(^|[^\w.\-}>])/(work|root|tmp|home)/|\.\./(shared|\.library)")
HOSTS = re.compile(r"pypi\.org|pythonhosted|registry\.npm|deb\.debian")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b|mark\.(skip|xfail)|pytest\.skip")


def _unmarked(text: str) -> set[str]:
    """The words of a template that no translator would see."""
    text = TYPED.sub("", COMMENT.sub("", TRANSLATED.sub("", text)))
    spoken = " ".join(" ".join(match) for match in SPOKEN.findall(CODE.sub("", text)))
    return set(WORD.findall(TAG.sub(" ", CODE.sub("", text)) + spoken)) - UNTRANSLATED


def test_templates_mark_every_word_for_translation() -> None:
    unmarked = {named(path): _unmarked(path.read_text()) for path in TEMPLATES}
    assert {path: words for path, words in unmarked.items() if words} == {}


def test_templates_have_no_inline_script_or_style() -> None:
    assert [named(path) for path in TEMPLATES if INLINE.search(path.read_text())] == []


def _published() -> list[Path]:
    """Every text of the project except the articles themselves, and this page, where the patterns stand."""
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]  # a file in work trees
    rest = files(".py", ".html", ".css", ".js", ".md", ".txt", ".yaml", ".po")
    return [path for path in top + rest if path.parent.name != "seeds" and path != Path(__file__)]


@pytest.mark.parametrize("pattern", [MACHINE, HOSTS, UNFINISHED], ids=["machine", "registry", "unfinished"])
def test_no_file_names_a_machine_or_a_registry_or_is_unfinished(pattern: re.Pattern[str]) -> None:
    texts = {named(path): path.read_text(errors="replace") for path in _published()}  # samples have other encodings
    assert [name for name, text in texts.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=named)
def test_requirements_are_pinned_and_hashed_and_name_no_index(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith(("#", " "))]
    assert [line for line in lines if not re.match(r"[a-z0-9\-]+(\[[a-z,]+\])?==[^ ]+( ; .+)? \\$", line)] == []
    assert path.read_text().count("--hash=sha256:") >= len(lines)
