"""What each encoding's own texts look like: by this a guess is judged, since most bytes can be read in several."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

CHINESE = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果"
    "料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则"
    "任取据处世"
)
TRADITIONAL = (
    "這個們來時為國會對說種產過發經動後學體點現實還從業與開關間樣當兩無機應義數質條變結題問見將組計較區論運農資邊流級線統接進員總業長頭"
    "氣電麼圖設際權勢戰處據隊單導議選議濟務書記該認報給達價費歷"
)
STOPS = "，。、；：？！“”‘’（）《》「」『』—–…·\u3000"
NO_BREAK = "\u00a0"  # in texts of any script; says nothing
WESTERN = "éèàçùâêîôûëïüöäßñóáíúåæøœÉÀÜÖÄÅÆØÇÑã’‘“”–—…•·«»°£€©®¿§"
CENTRAL = "ąćęłńóśźżŁŚŻčďěňřšťůýžáéíúČŠŽőűăâîşţđäöüß’‘“”„–—…"
RUSSIAN = "оеаинтсрвлкмдпу«»—…–№"
GREEK = "αοιετσνηυρκπμλςόίάέή’«»–—"
TURKISH = "ğışçöüİŞÇÖÜĞâ’‘“”–—…"
HEBREW = "יוהלאםרבתשמנד–"
ARABIC = "اليمنوتربعدسف،؛؟"
BALTIC = "āčēģīķļņšūžąęėįųöõäüŠŽČ’“”„–—…"


@dataclass(frozen=True)
class Look:
    """`fits(text)` is the share, in [0, 1], of a text's characters beyond ASCII that its writers would use."""

    name: str
    codec: str
    fits: Callable[[str], float]
    enough: float


def of_letters(common: str, *, is_latin: bool) -> Callable[[str], float]:
    """For code pages of one byte: the frequent letters, beside letters of their own kind (Latin: also beside ASCII)."""

    def fits(text: str) -> float:
        padded = f" {text} "
        found = total = 0
        for number, character in enumerate(text):
            if character.isascii() or character == NO_BREAK:
                continue
            total += 1
            around = padded[number] + padded[number + 2]
            has_ascii = any(each.isascii() and each.isalpha() for each in around)
            is_in_place = (has_ascii or not character.isalpha()) if is_latin else not has_ascii
            found += character in common and is_in_place
        return found / total if total else 0.6 * (NO_BREAK in text)

    return fits


def of_rows(codec: str, rows: range, common: str) -> Callable[[str], float]:
    """For East Asian sets: half for characters of the rows that are in everyday use, half for the most frequent."""

    def fits(text: str) -> float:
        counts = Counter(character for character in text if character not in STOPS and not character.isascii())
        del counts[NO_BREAK]
        total = sum(counts.values())
        usual = sum(n for character, n in counts.items() if _row(character, codec) in rows)
        frequent = sum(n for character, n in counts.items() if character in common)
        n_stops = sum(text.count(each) for each in STOPS)
        if 10 * total <= n_stops:  # a text in Latin letters whose quotation marks are of this set
            return 0.6 if n_stops else 0
        return (usual / total + min(1, 3 * frequent / total)) / 2

    return fits


def of_scripts(text: str) -> float:
    """For two or four bytes a character, where a wrong guess gives rare ones: the share that is in everyday use."""
    counts = Counter(text)
    total = sum(counts.values())
    known = set(CHINESE + TRADITIONAL + STOPS + WESTERN + RUSSIAN)
    ranges = ((" ", "~"), ("ぁ", "ヿ"), ("\t", "\r"))
    usual = sum(n for each, n in counts.items() if each in known or any(a <= each <= z for a, z in ranges))
    return usual / total if total else 0


def _row(character: str, codec: str) -> int:
    """The first of the two bytes of a character in a set; 0 where it has none."""
    encoded = character.encode(codec, "ignore")
    return encoded[0] if len(encoded) == 2 else 0


HANGUL = "이다는에을의가은를한고하지로도사있기어과대서자인나정시"
KANA = "のにをはがたとでしてるいなれかもらりこさすっあくまきンスルトーラアイ"
LOOKS = (
    Look("gb18030", "gb18030", of_rows("gb2312", range(0xB0, 0xD8), CHINESE), 0.4),
    Look("big5", "big5hkscs", of_rows("big5", range(0xA4, 0xC7), CHINESE + TRADITIONAL), 0.4),
    Look("euc-kr", "cp949", of_rows("euc_kr", range(0xB0, 0xC9), HANGUL), 0.5),
    Look("shift_jis", "cp932", of_rows("cp932", range(0x82, 0x98), KANA), 0.5),
    Look("euc-jp", "euc_jp", of_rows("euc_jp", range(0xA4, 0xD0), KANA), 0.5),
    Look("windows-1252", "cp1252", of_letters(WESTERN, is_latin=True), 0.6),
    Look("windows-1250", "cp1250", of_letters(CENTRAL, is_latin=True), 0.6),
    Look("windows-1254", "cp1254", of_letters(TURKISH, is_latin=True), 0.6),
    Look("windows-1257", "cp1257", of_letters(BALTIC, is_latin=True), 0.6),
    Look("windows-1251", "cp1251", of_letters(RUSSIAN, is_latin=False), 0.5),
    Look("windows-1253", "cp1253", of_letters(GREEK, is_latin=False), 0.5),
    Look("windows-1255", "cp1255", of_letters(HEBREW, is_latin=False), 0.5),
    Look("windows-1256", "cp1256", of_letters(ARABIC, is_latin=False), 0.5),
)
WIDE = tuple(Look(name, name, of_scripts, 0.4) for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
