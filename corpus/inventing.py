"""Invented policy texts for trying Tifa at any size: sentences put together at random from the words below.

Nothing is quoted from anywhere. The same seed gives the same texts, byte by byte.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from random import Random

from corpus.drafting import File

CHINESE_EVERY = 5  # every fifth document is Chinese
HEADING_EVERY = 12  # paragraphs
SENTENCES = (2, 5)  # of a paragraph, at least and at most
OUTLET = "Invented texts"

WHO = (
    "The State Council", "The central bank", "Every pilot zone", "The Ministry of Commerce", "Each coastal province",
    "The leading group", "Our foreign trade", "A unified national market", "The financial sector", "State capital",
    "The private economy", "Regional planning", "Customs administration", "The supply chain", "Basic research",
)  # fmt: skip
HOW = ("will", "must", "should", "can", "is going to", "has every reason to", "needs to")
DOES = (
    "widen market access for investors from abroad", "raise the share of services in trade",
    "align its rules with high-standard agreements", "build railways and ports with its partners",
    "master the core technologies on which it depends", "shorten the list of what is closed to foreign capital",
    "guard against risks that spread from other markets", "let consumption carry more of the growth",
    "keep energy and food supplies secure", "bring scholars and students of many countries together",
    "cut the emissions of heavy industry", "put data to work in factories and on farms",
    "settle more of its trade in its own currency", "open further to the neighbouring regions",
)  # fmt: skip
WHEN = (
    "in the coming five years", "step by step", "along the Belt and Road", "without leaving anybody behind",
    "at a higher level", "within the new pattern of development", "as the world economy slows down",
    "from this year on",
)  # fmt: skip
THEMES = ("Opening wider", "Relying on ourselves", "Trade and investment", "A secure chain of supply", "Shared growth")

ZH_WHO = (
    "国务院",
    "中国人民银行",
    "各试验区",
    "商务部",
    "沿海各省",
    "领导小组",
    "对外贸易",
    "全国统一大市场",
    "金融业",
    "民营经济",
)
ZH_HOW = ("要", "必须", "应当", "将", "需要", "力争")
ZH_DOES = (
    "扩大面向全球的市场准入", "提高服务贸易的比重", "对接高标准经贸规则", "同伙伴共建铁路和港口",
    "掌握所依赖的核心技术", "缩短外资准入负面清单", "防范外部市场传来的风险", "让消费成为增长的主要动力",
    "保障能源和粮食安全", "降低重工业的排放",
)  # fmt: skip
ZH_WHEN = ("在今后五年", "逐步", "在“一带一路”沿线", "在更高水平上", "在新发展格局中", "从今年起")
ZH_THEMES = ("扩大开放", "自立自强", "贸易与投资", "供应链安全", "共同发展")
NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
ZH_NUMBERS = "一二三四五六七八九十"


def files(n_documents: int, n_paragraphs: int, seed: int) -> list[File]:
    """So many texts, `n_paragraphs` paragraphs among them as evenly as can be, and the metadata.csv that dates them."""
    random = Random(seed)  # noqa: S311  texts, no secrets
    texts, rows = [], []
    for number in range(n_documents):
        name, is_chinese = f"invented-{seed}-{number + 1}.txt", number % CHINESE_EVERY == CHINESE_EVERY - 1
        paragraphs = share(n_paragraphs, n_documents, number)
        lines = _chinese(random, number, paragraphs) if is_chinese else _english(random, number, paragraphs)
        texts.append(File(name, "\n\n".join([f"{next(lines)} ({seed})", *lines]).encode()))
        date = f"{random.randint(2001, 2025)}-{random.randint(1, 12):02}"
        rows.append((name, OUTLET, date, "zh" if is_chinese else "en"))
    return [*texts, File("metadata.csv", _table(rows))]


def share(total: int, parts: int, number: int) -> int:
    """How much of a total is part `number` (from 0) of so many parts that differ by one at most."""
    return total // parts + (number < total % parts)


def _english(random: Random, number: int, n: int) -> Iterator[str]:
    yield f"{random.choice(THEMES)}: report no. {number + 1}"
    for place in range(1, n):
        if place % HEADING_EVERY == 1:
            yield f"{NUMBERS[place // HEADING_EVERY % 10]}. {random.choice(THEMES)}"
        else:
            yield " ".join(f"{' '.join(pieces)}." for pieces in _sentences(random, WHO, HOW, DOES, WHEN))


def _chinese(random: Random, number: int, n: int) -> Iterator[str]:
    yield f"{random.choice(ZH_THEMES)}：第{number + 1}号报告"
    for place in range(1, n):
        if place % HEADING_EVERY == 1:
            yield f"{ZH_NUMBERS[place // HEADING_EVERY % 10]}、{random.choice(ZH_THEMES)}"
        else:
            yield "".join(f"{''.join(pieces)}。" for pieces in _sentences(random, ZH_WHO, ZH_HOW, ZH_WHEN, ZH_DOES))


def _sentences(random: Random, *parts: Sequence[str]) -> list[list[str]]:
    return [[random.choice(part) for part in parts] for _ in range(random.randint(*SENTENCES))]


def _table(rows: Sequence[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("file", "source", "date", "language"), *rows])
    return file.getvalue().encode()
