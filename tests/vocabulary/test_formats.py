"""Every format keeps a codebook whole; YAML is read safely and says where it is broken."""

from dataclasses import replace

import pytest

from tests.vocabulary.codebooks import HOSTILE, SEED, seed, themes
from vocabulary.checking import check
from vocabulary.formats import FORMATS, Format, by_name
from vocabulary.formats.yaml import MOST_BYTES, read
from vocabulary.problems import UnreadableFile

EACH = pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)


@EACH
def test_written_codebook_reads_back_the_same(format: Format) -> None:
    content = check(seed())
    assert check(format.read(format.write(content), "codebook")) == content


@EACH
def test_written_twice_gives_the_same_bytes(format: Format) -> None:
    content = check(seed())
    again = check(format.read(format.write(content), "codebook"))
    assert format.write(again) == format.write(content)


@EACH
@pytest.mark.parametrize(
    "text", [*HOSTILE, "no", "on", "1e3", "2024-01-01", "~", "- a", "a: b", "#x", "'", "two\nlines\n"]
)
def test_any_text_survives(format: Format, text: str) -> None:
    content = check(
        themes(
            bri={
                "full_definition": text,
                "use_when": [text],
                "label": {"en": text.strip("\n ").replace("\n", " "), "zh": "一"},
            }
        )
    )
    assert check(format.read(format.write(content), "codebook")) == content


@EACH
def test_retired_themes_keys_and_several_examples_survive(format: Format) -> None:
    example = {"file": "a.txt", "start": 0, "end": 1, "text": "a"}
    data = themes(
        bri={"status": "retired", "successor": "trade", "former_slugs": ["belt"]},
        trade={
            "key": "t",
            "examples": [example, {**example, "also_coded": []}],
            "negative_example": {**example, "because": "no"},
        },
    )
    content = check(data)
    assert check(format.read(format.write(content), "codebook")) == content


def test_yaml_of_the_starter_codebook_is_its_file_without_comments() -> None:
    lines = SEED.read_text().split("\n")
    written = by_name("yaml").write(check(seed())).decode()
    assert written == "\n".join(line for line in lines if not line.startswith("#"))


def test_yaml_leaves_out_what_is_empty() -> None:
    content = check({"themes": [{"slug": "a", "code": "A", "label": {"en": "A"}, "hue": 1}]})
    assert by_name("yaml").write(replace(content, number=3)).decode() == (
        "codebook:\n  version: 3\n  languages:\n  - en\n  themes_per_unit: many\n"
        "themes:\n- slug: a\n  code: A\n  parent: null\n  label:\n    en: A\n"
        "  hue: 1\n  position: 1\n  status: active\n"
    )


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"a: [1,\nb: }", (2, 4), "did not find expected node content"),
        (b"a: 1\nb: 2\na: 3", (3, 1), "“a” stands here twice"),
        (b"a: &x [1]\nb: [*x, *x]", (2, 5), "references (*name) are not allowed"),
        (b"[" * 50, (1, 13), "is nested too deeply"),
        (b"a: \xff", (1, 4), "is not UTF-8"),
        ("中\n文: \x00".encode(), (2, 4), "holds a character that is not text"),
        (b"? [1, 2]\n: 3", (1, 3), "the name of a field must be text"),
        (b"a: !!python/object/apply:os.system [id]", (1, 4), "could not determine a constructor"),
    ],
)
def test_broken_yaml_is_refused_with_its_place(data: bytes, place: tuple[int, int], words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "my.yaml")
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.message.startswith(f"my.yaml, line {place[0]}, column {place[1]}: {words}")


def test_huge_file_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read(b" " * (MOST_BYTES + 1), "huge.yaml")


def test_bomb_of_references_is_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    with pytest.raises(UnreadableFile):
        read("\n".join(lines).encode(), "bomb.yaml")


def test_number_of_thousands_of_digits_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read(b"a: " + b"9" * 5000, "number.yaml")


def test_byte_order_mark_and_crlf_are_no_fault() -> None:
    assert read(b"\xef\xbb\xbfa: 1\r\nb: x\r\n", "windows.yaml") == {"a": 1, "b": "x"}


def test_date_stays_text() -> None:
    assert read(b"a: 2024-01-01", "date.yaml") == {"a": "2024-01-01"}
