"""Which encoding bytes are in: found, stated, contradicted, chosen, or none."""

import pytest

from corpus import encodings
from corpus.importers.base import Unreadable
from tests.corpus.texts import seed

CHINESE = "中国开放的大门不会关闭，只会越开越大！\n\n我们要坚持高水平对外开放，推动国内国际双循环相互促进。\n"
TAIWAN = "台灣的經濟發展與兩岸關係，這是我們必須面對的問題，政府應該提出對策。\n"
JAPANESE = "日本の経済政策について、政府は新しい方針を発表した。これからの成長を支える。\n"
KOREAN = "한국의 경제 정책에 대하여 정부는 새로운 방침을 발표하였다. 이것은 성장을 지원한다.\n"
FRENCH = "Le président a déclaré que l’économie française était très forte à l’été.\n"
ENGLISH = "It’s the “dual circulation” strategy – and China’s answer.\n"


@pytest.mark.parametrize(
    ("codec", "text", "name"),
    [
        ("utf-8", CHINESE, "utf-8"),
        ("utf-8-sig", CHINESE, "utf-8-sig"),
        ("utf-16", CHINESE, "utf-16-le"),
        ("utf-32", ENGLISH, "utf-32-le"),
        ("utf-16-le", CHINESE, "utf-16-le"),
        ("utf-16-be", ENGLISH, "utf-16-be"),
        ("utf-32-le", CHINESE, "utf-32-le"),
        ("utf-32-be", ENGLISH, "utf-32-be"),
        ("gb18030", CHINESE, "gb18030"),
        ("gb18030", ENGLISH, "gb18030"),
        ("hz", CHINESE.replace("\n", ""), "hz"),
        ("big5", TAIWAN, "big5"),
        ("shift_jis", JAPANESE, "shift_jis"),
        ("euc_jp", JAPANESE, "euc-jp"),
        ("euc_kr", KOREAN, "euc-kr"),
        ("cp1252", FRENCH, "windows-1252"),
        ("cp1252", ENGLISH, "windows-1252"),
        ("cp1250", "Gospodarka jest coraz większa, a źródła wzrostu są różne.\n", "windows-1250"),
        ("cp1251", "Россия и Китай развивают торговлю и экономику вместе.\n", "windows-1251"),
        ("cp1253", "Η οικονομία της Κίνας αναπτύσσεται γρήγορα και σταθερά.\n", "windows-1253"),
        ("cp1254", "Türkiye ile Çin arasında ticaret gelişiyor, ışık ve güneş için.\n", "windows-1254"),
        ("cp1255", "הכלכלה של סין מתפתחת במהירות רבה מאוד.\n", "windows-1255"),
        ("cp1256", "الاقتصاد الصيني ينمو بسرعة كبيرة في السنوات الأخيرة.\n", "windows-1256"),
    ],
)
def test_encoding_is_found(codec: str, text: str, name: str) -> None:
    found = encodings.decode(text.encode(codec))
    assert (found.text, found.encoding) == (text, name)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("codec", ["gb18030", "utf-16-be"])
def test_seed_is_found_in_other_encodings(number: int, codec: str) -> None:
    text = seed(number).decode()
    assert encodings.decode(text.encode(codec)).encoding == codec


def test_guess_is_told_with_the_alternatives() -> None:
    assert encodings.decode(FRENCH.encode("cp1252")).notes == (
        "Its encoding is a guess: windows-1252. It could also be windows-1250.",
    )


def test_utf8_is_no_guess() -> None:
    assert encodings.decode(CHINESE.encode()).notes == ()


def test_declared_encoding_is_no_guess() -> None:
    found = encodings.decode(CHINESE.encode("gbk"), declared="GB2312")
    assert (found.encoding, found.notes) == ("gb18030", ())


def test_declared_encoding_decides_between_alphabets() -> None:
    text = "Ķīnas ekonomika attīstās ātri un tās tirdzniecība kļūst lielāka.\n"
    assert encodings.decode(text.encode("cp1257"), declared="windows-1257").text == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "big5", "x-nothing", "utf-8"])
def test_mislabelled_text_is_told(declared: str) -> None:
    found = encodings.decode(CHINESE.encode("gb18030"), declared=declared)
    assert (found.encoding, found.notes[-1]) == ("gb18030", f"It declares {declared}, but is gb18030.")


def test_utf8_wins_over_what_is_declared() -> None:
    found = encodings.decode(CHINESE.encode(), declared="gb2312")
    assert (found.encoding, found.notes) == ("utf-8", ("It declares gb2312, but is utf-8.",))


def test_byte_order_mark_wins_over_what_is_declared() -> None:
    found = encodings.decode(CHINESE.encode("utf-16"), declared="gb2312")
    assert (found.encoding, found.text) == ("utf-16-le", CHINESE)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (CHINESE.encode()[:8], "中国"),
        (CHINESE.encode("utf-16")[:7], "中国"),
        (CHINESE.encode("gb18030")[:57], CHINESE[:29]),
    ],
)
def test_text_that_is_cut_off_is_told(data: bytes, text: str) -> None:
    found = encodings.decode(data)
    assert (found.text, found.notes[-1]) == (text, "It ends in the middle of a character, as if cut off.")


def test_accent_at_the_end_is_no_cut_character() -> None:
    assert encodings.decode("Un café".encode("latin-1")).text == "Un café"


def test_chosen_encoding_wins() -> None:
    assert encodings.decode(FRENCH.encode("cp1252"), chosen="windows-1250").encoding == "windows-1250"


def test_chosen_encoding_that_does_not_fit_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable, match=r"It is not UTF-8: line 1, column 5 \(byte offset 4\)") as refused:
        encodings.decode(FRENCH.encode("cp1252")[:3] + b" \xe9 ", chosen="UTF8")
    assert refused.value.rule == "encoding"


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "idna\0", "unicode_escape\n"])
def test_what_is_no_encoding_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="no encoding"):
        encodings.decode(b"A", chosen=name)


@pytest.mark.parametrize("data", [bytes(range(256)), b"one\ntwo \xff", b"\x81\xc8\xff" * 50, b"ab\xed\xa0\x80"])
def test_bytes_of_no_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="It is not UTF-8: line") as refused:
        encodings.decode(data)
    assert refused.value.rule == "encoding"


def test_broken_utf8_is_not_read_as_something_else() -> None:
    with pytest.raises(Unreadable, match="line 3, column 28"):
        encodings.decode(CHINESE.rstrip().encode() + b"\xb5 and more.")
