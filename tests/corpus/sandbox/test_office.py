"""Files of word processors in the process of their own: what is whole comes back, what would hurt is refused there."""

import pytest

from corpus.importers import docx, importer_of
from corpus.importers.base import Unreadable
from corpus.sandbox.reader import Reader
from tests.corpus.importers import word
from tests.corpus.importers.ports import FILES

TITLES = {
    "ports_en.docx": "How the ports",
    "ports_zh.odt": "港口是怎样",
    "ports_en.rtf": "How the ports",
    "ports_zh.epub": "五个省",
}
BOMB = word.docx(word.p(word.r(" " * 20_000_000)))
DEEP = word.docx("<w:p>" * 5_000 + "</w:p>" * 5_000)
ENTITIES = word.zipped(
    {
        "_rels/.rels": f'{word.RELATIONS}<Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>',
        "d.xml": '<!DOCTYPE a [<!ENTITY b "&#x41;"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    }
)


def test_real_files_come_back_and_hostile_ones_are_refused_by_the_same_process() -> None:
    with Reader() as reader:
        for name, title in TITLES.items():
            [parsed] = reader.read(importer_of(name), (FILES / name).read_bytes())
            assert parsed.said["title"].startswith(title)
        for data, rule in ((BOMB, "too-large"), (DEEP, "xml"), (ENTITIES, "xml")):
            with pytest.raises(Unreadable) as refusal:
                reader.read(docx.IMPORTER, data)
            assert refusal.value.rule == rule
        assert reader.n_read == len(TITLES) + 3
