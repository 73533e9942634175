"""What the files about the ports (tests/corpus/files/office) say, whatever format they came in."""

from pathlib import Path

from corpus.importers.base import Parsed

FILES = Path(__file__).parent.parent / "files" / "office"
ENGLISH = [
    ("title", "How the ports were opened"),
    ("byline", "By Ben Osei | 12 March 2021"),
    ("heading", "What was decided"),
    (
        "body",
        "The council decided that five ports shall be open to ships of every flag[1]. It set no date"
        " but named a committee.",
    ),
    ("footnote", "[1] Decision of the council, first part, number seven."),
    ("body", "Those who wrote the plan expected twice as many ships as the report says."),
    ("list_item", "lower fees for small ships,"),
    ("list_item", "one form for all offices,"),
    ("list_item", "to be filled in once;"),
    ("heading", "What came of it"),
    ("quotation", "We have never seen so many sails in the bay, and we have seen many."),
    ("caption", "Table 1: Ships by year"),
    ("table_row", "Port\t2020\t2021"),
    ("table_row", "North bay\t12.5[2]\t13.1 (estimated)"),
    ("footnote", "[2] Counted at the pier."),
    ("body", "Nobody counted the small boats[i] in those years."),
    ("body", "In a box: fishers speak of another time."),
    ("footnote", "[i] They have no number."),
    ("body", "Left\tright\nbelow  after two spaces."),
]
CHINESE = [
    ("title", "港口是怎样开放的"),
    ("byline", "作者：王明\u30002021年3月12日"),
    ("heading", "一、决定了什么"),
    ("body", "理事会决定，五个港口向各国船只开放[1]。决定没有规定日期，但成立了一个委员会。"),
    ("footnote", "[1] 理事会决定，第一部分第七号。"),
    ("body", "起草计划的人预计船只会增加一倍， 报告如是说。"),
    ("list_item", "降低小船的费用；"),
    ("list_item", "各部门使用同一张表格；"),
    ("list_item", "只填写一次。"),
    ("heading", "（一）结果如何"),
    ("quotation", "我们从来没有在海湾里见过这么多的帆船，而我们见过很多。"),
    ("caption", "表1：各年船只数量"),
    ("table_row", "港口\t2020年\t2021年"),
    ("table_row", "北湾\t12.5[2]\t13.1 （估计）"),
    ("footnote", "[2] 在码头清点。"),
    ("body", "没有人清点那些年的小船[i] ，也没有人记录。"),
    ("body", "框中文字：渔民讲起另一个时代。"),
    ("footnote", "[i] 它们没有编号。"),
    ("body", "左\t右\n下\u0020\u0020两个空格之后。"),
]


def shown(parsed: Parsed) -> list[tuple[str, str]]:
    return [(piece.kind, parsed.text[piece.start : piece.end]) for piece in parsed.pieces]
