"""Reads the tokens of an RTF: groups nest, control words change what a group is, text goes where it belongs."""

import re

from django.utils.translation import gettext as _

from corpus import composing
from corpus.importers import symbols
from corpus.importers.base import Unreadable
from corpus.importers.office import Tally
from corpus.importers.rtf import words
from corpus.importers.rtf.pages import Font, decoded, page_named
from corpus.importers.rtf.streams import State, Stream, Style
from corpus.importers.rtf.tokens import Token, tokens

MOST_GROUPS = 1000  # one inside the other


class Machine:
    """`run` once; then `document.blocks` has the paragraphs, `info` the properties, `created` the day of the file."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.document = Stream("body")
        self.info: dict[str, str] = {}
        self.tally = Tally()
        self.fonts: dict[int, Font] = {}
        self.styles: dict[int, Style] = {}
        self.created = ""
        self.is_cut = False
        self._default_font = -1
        self._state = State(self.document)
        self._stack: list[State] = []
        self._bytes = bytearray()
        self._n_skipped = 0  # characters still to be passed over, which stand in for one given by its number
        self._is_starred = False
        self._n_notes = {False: 0, True: 0}

    def run(self, data: bytes) -> None:
        for token in tokens(data):
            if token.kind == "text":
                self._text(token.data)
                continue
            self._flush()
            if token.kind == "group":
                self._group(token.name)
                if not self._stack:
                    break  # what follows the outermost group is not part of the document
            elif token.kind == "sign":
                self._sign(token.name)
            else:
                self._word(token)
        self._flush()
        self.is_cut = bool(self._stack)
        while self._stack:
            self._close()
        self._end_paragraph()

    def _group(self, name: str) -> None:
        self._n_skipped, self._is_starred = 0, False
        if name == "{":
            if len(self._stack) >= MOST_GROUPS:
                raise Unreadable(_("It is damaged: its groups never end."), rule="damaged")
            self._stack.append(self._state)
            self._state = self._state.copy()
        else:
            self._close()

    def _close(self) -> None:
        ended, self._state = self._state, self._stack.pop() if self._stack else self._state
        if ended.stream is not self._state.stream:
            _ENDS[ended.stream.kind](self, ended)

    def _text(self, data: bytes) -> None:
        if self._n_skipped:
            passed = min(self._n_skipped, len(data))
            self._n_skipped -= passed
            data = data[passed:]
        self._bytes += data

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._is_starred = True
        elif sign in "\r\n":
            self._end_paragraph()
        elif self._n_skipped:
            self._n_skipped -= 1
        elif sign in words.SIGNS:
            self._say(words.SIGNS[sign])

    def _word(self, token: Token) -> None:
        name, number = token.name, token.number
        is_starred, self._is_starred = self._is_starred, False
        if self._n_skipped and name in words.WORDS:
            self._n_skipped -= 1
            return
        if name in words.STREAMS and (not self._state.is_skipped or name in words.REVIVED):
            self._begin(name)
        elif name in words.REVIVED:
            self._state.is_skipped = False
        elif name in ("fonttbl", "stylesheet", "info"):
            self._state.target = name
        elif name in words.SKIPPED or (is_starred and name not in ("cs", "shpinst")):
            self._state.is_skipped = True
            self._state.target = {"creatim": name, "upr": self._state.target}.get(name, "")
        elif name == "shpinst":
            self._state.is_skipped = True
        elif name in words.WORDS:
            self._say(words.WORDS[name])
        elif name in _ACTIONS:
            _ACTIONS[name](self, number)
        elif self._state.target == "creatim" and name in words.DATES:
            self.created += f"{'-' if self.created else ''}{number or 0:0{words.DATES[name]}}"

    def _begin(self, name: str) -> None:
        stream = Stream(words.STREAMS[name])
        if stream.kind == "info":
            if self._state.target != "info":
                self._state.is_skipped = True
                return
            stream.label = name
        self._state.stream, self._state.is_skipped, self._state.is_in_table = stream, False, False
        self._state.style, self._state.level, self._state.is_listed = 0, -1, False

    def _flush(self) -> None:
        """The bytes gathered so far, which may be parts of one character each, as text."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        target = self._state.target
        if target == "fonttbl":
            font = self.fonts.setdefault(self._state.font, Font())
            font.name += decoded(data, Font(font.charset if font.charset != 2 else 0), self.page).strip(" ;")
        elif target == "stylesheet":
            style = self.styles.setdefault(self._state.style, Style())
            style.name += decoded(data, self._font(), self.page).strip(" ;")
        else:
            self._say(decoded(data, self._font(), self.page))

    def _font(self) -> Font:
        number = self._state.font if self._state.font >= 0 else self._default_font
        return self.fonts.get(number, Font())

    def _say(self, text: str) -> None:
        state = self._state
        if state.is_skipped or state.target in ("fonttbl", "stylesheet", "creatim") or state.is_deleted:
            return
        if state.target == "info" and state.stream.kind != "info":
            return
        if state.is_hidden:
            return
        self.tally.symbols += text.count(symbols.UNKNOWN)
        state.stream.out.append(text)

    def _end_paragraph(self, _number: int | None = None) -> None:
        state = self._state
        if not state.is_skipped and not state.target and not state.is_deleted:
            state.stream.end_paragraph(state.role(self.styles), is_in_table=state.is_in_table)

    def _cell(self, _number: int | None) -> None:
        if not self._state.is_skipped:
            self._state.stream.end_cell()

    def _row(self, _number: int | None) -> None:
        if not self._state.is_skipped:
            self._state.stream.end_row(self._state.role(self.styles))

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000
        self._n_skipped = self._state.n_fallback
        private = 0xF020 <= code <= 0xF0FF and self._font().charset == 2
        self._say(symbols.shown(self._font().name, f"{code:x}") if private else chr(code) if code else "")

    def _set_font(self, number: int | None) -> None:
        self._state.font = number or 0

    def _charset(self, number: int | None) -> None:
        if self._state.target == "fonttbl":
            self.fonts.setdefault(self._state.font, Font()).charset = number or 0

    def _set_style(self, number: int | None) -> None:
        self._state.style = number or 0

    def _based_on(self, number: int | None) -> None:
        self.styles.setdefault(self._state.style, Style()).based_on = -1 if number is None else number

    def _no_style(self, _number: int | None) -> None:
        """In the style sheet, those of characters and sections are passed over."""
        if self._state.target == "stylesheet":
            self._state.is_skipped, self._state.target, self._state.style = True, "", -1

    def _level(self, number: int | None) -> None:
        if self._state.target == "stylesheet":
            self.styles.setdefault(self._state.style, Style()).level = number or 0
        else:
            self._state.level = number or 0

    def _list(self, number: int | None) -> None:
        self._state.is_listed = bool(number)

    def _pard(self, _number: int | None) -> None:
        state = self._state
        state.style, state.level, state.is_listed, state.is_in_table = 0, -1, False, False

    def _plain(self, _number: int | None) -> None:
        self._state.font, self._state.is_deleted, self._state.is_hidden = -1, False, False

    def _table(self, _number: int | None) -> None:
        self._state.is_in_table = True

    def _inserted(self, number: int | None) -> None:
        self.tally.insertions += number != 0 and not self._state.is_skipped

    def _deleted(self, number: int | None) -> None:
        self.tally.deletions += number != 0 and not self._state.is_skipped
        self._state.is_deleted = number != 0

    def _hidden(self, number: int | None) -> None:
        is_new = number != 0 and not self._state.is_skipped and not self._state.target
        self.tally.hidden += is_new and self._state.stream.kind == "body"
        self._state.is_hidden = number != 0

    def _fallback(self, number: int | None) -> None:
        self._state.n_fallback = min(max(number or 0, 0), 8)

    def _page(self, number: int | None) -> None:
        self.page = page_named(number or 0) or self.page

    def _set_default(self, number: int | None) -> None:
        self._default_font = number or 0

    def _endnote(self, _number: int | None) -> None:
        self._state.stream.is_endnote = True

    def _end_note(self, ended: State) -> None:
        ended.stream.end_paragraph(("", ""), is_in_table=False)
        is_endnote = ended.stream.is_endnote
        self._n_notes[is_endnote] += 1
        number = self._n_notes[is_endnote]
        composing.refuse_too_many(number)
        mark = f"[{symbols.roman(number) if is_endnote else number}]"
        if self._state.is_deleted or self._state.is_skipped:
            return
        self._state.stream.out.append(mark)
        self._state.stream.notes += ended.stream.as_notes(mark)

    def _end_box(self, ended: State) -> None:
        ended.stream.end_paragraph(ended.role(self.styles), is_in_table=False)
        self._state.stream.boxes += ended.stream.blocks

    def _end_comment(self, ended: State) -> None:
        self.tally.comments.append(ended.stream.text())

    def _end_margin(self, ended: State) -> None:
        text = ended.stream.text()
        if re.search(r"[^\W\d_]", text) and text not in self.tally.margins:
            self.tally.margins.append(text)

    def _end_label(self, ended: State) -> None:
        """The number of a heading or an item as it shows; marks without letters and figures are none."""
        label = ended.stream.text()
        if re.search(r"\w", label) and not self._state.is_skipped:
            self._state.stream.label = label
            self.tally.numbered += 1

    def _end_info(self, ended: State) -> None:
        self.info[ended.stream.label] = ended.stream.text()


_ENDS = {
    "note": Machine._end_note,
    "box": Machine._end_box,
    "comment": Machine._end_comment,
    "margin": Machine._end_margin,
    "label": Machine._end_label,
    "info": Machine._end_info,
}
_ACTIONS = {
    **dict.fromkeys(("par", "sect", "page"), Machine._end_paragraph),
    "cell": Machine._cell,
    "row": Machine._row,
    "u": Machine._unicode,
    "uc": Machine._fallback,
    "f": Machine._set_font,
    "deff": Machine._set_default,
    "fcharset": Machine._charset,
    "ansicpg": Machine._page,
    "s": Machine._set_style,
    "sbasedon": Machine._based_on,
    **dict.fromkeys(("cs", "ds", "ts"), Machine._no_style),
    "outlinelevel": Machine._level,
    "ls": Machine._list,
    "pard": Machine._pard,
    "plain": Machine._plain,
    "intbl": Machine._table,
    "revised": Machine._inserted,
    "deleted": Machine._deleted,
    "v": Machine._hidden,
    "ftnalt": Machine._endnote,
}
