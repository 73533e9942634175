"""What the control words of RTF stand for (RTF 1.9.1), as far as the text of a document asks."""

SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}"}
WORDS = {"tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"}
WORDS |= {"emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005"}
WORDS |= {"zwj": "\u200d", "zwnj": "\u200c", "nestcell": " "}

# Groups whose text goes elsewhere, and where.
STREAMS = {"footnote": "note", "annotation": "comment", "shptxt": "box", "dptxbxtext": "box", "listtext": "label"}
STREAMS |= {"pntext": "label", **dict.fromkeys(("title", "author", "subject", "keywords"), "info")}
STREAMS |= dict.fromkeys((f"{name}{side}" for name in ("header", "footer") for side in ("", "l", "r", "f")), "margin")

REVIVED = {"shptxt", "dptxbxtext", "ud", "footnote", "annotation"}  # read although the group around says not to
SKIPPED = {
    *("colortbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "filetbl", "latentstyles", "themedata"),
    *("pict", "objdata", "objclass", "do", "sp", "shprslt", "datastore", "fontemb", "falt", "panose", "template"),
    *("fldinst", "nonesttables", "upr", "xe", "tc", "tcn", "rxe", "txe", "bkmkstart", "bkmkend", "pn", "generator"),
    *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"),
    *("atnid", "atnauthor", "atntime", "atnicn", "atnref", "atnparent"),
    *("operator", "manager", "company", "category", "comment", "doccomm", "hlinkbase"),
    *("creatim", "revtim", "printim", "buptim"),
}
DATES = {"yr": 4, "mo": 2, "dy": 2}  # of the day a file was made, with the digits of each
