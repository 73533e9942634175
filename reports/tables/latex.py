"""A LaTeX table with the rules of the booktabs package; every text is escaped, so that it compiles as it stands."""

from reports.tables.base import Format, Table

ESCAPES = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"$<$",
    ">": r"$>$",
    "|": r"$|$",
    '"': "''",
    "–": "--",
    "−": "$-$",
    "≥": r"$\geq$",
    "\u00a0": "~",
}
HEAD = r"""%% Needs \usepackage{booktabs}; Chinese names need XeLaTeX with xeCJK, or LuaLaTeX with luatexja.
\begin{table}[htbp]
\centering
\caption{%s}
\begin{tabular}{%s}
\toprule
"""
FOOT = r"""\bottomrule
\end{tabular}

\smallskip
\footnotesize %s
\end{table}
"""


def latex(table: Table) -> str:
    """The table as printed on the page: rounded, with its caption above and its note below."""
    columns = "".join("r" if head.is_number and place else "l" for place, head in enumerate(table.heads))
    lines = [_line([escape(head.text) for head in table.heads]), "\\midrule\n"]
    lines += [_line([escape(cell.text) for cell in row]) for row in table.rows]
    return HEAD % (escape(table.title), columns) + "".join(lines) + FOOT % escape(table.note)


def escape(text: str) -> str:
    """Text that LaTeX prints as it is; what cannot be seen becomes a space."""
    seen = "".join(character if character.isprintable() or character == "\u00a0" else " " for character in text)
    return "".join(ESCAPES.get(character, character) for character in seen)


def _line(texts: list[str]) -> str:
    return " & ".join(texts) + " \\\\\n"


def write(table: Table) -> bytes:
    return latex(table).encode()


LATEX = Format("tex", "LaTeX", "application/x-tex; charset=utf-8", write)
