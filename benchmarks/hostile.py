"""Files made to hurt, one of each class, read as an import reads them: what becomes of each, how soon, in what memory.

usage: python benchmarks/hostile.py [words of the classes wanted]

Promised: an answer in under 5 seconds (60 for huge PDFs), less than 512 MiB in the process that reads. The figures are
Markdown rows; memory is the largest that the process ever held, its program and libraries included.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
Made = tuple[str, str, bytes]  # its class, a file's name, its bytes
SENTENCE = "The ministry will widen market access in the coming years. "


def pages() -> Iterator[Made]:
    paragraph, cells = f"<p>{SENTENCE * 3}</p>", "<td>1</td>" * 200
    yield "HTML, 60,000 paragraphs", "a.html", f"<body>{paragraph * 60_000}</body>".encode()
    yield "HTML, 45,000 paragraphs", "a.html", f"<body>{paragraph * 45_000}</body>".encode()
    yield "HTML, 19,000 paragraphs", "a.html", f"<body><h1>A title</h1>{paragraph * 19_000}</body>".encode()
    yield "HTML, 200,000 links", "a.html", b"<body>" + b'<a href="/x">A link</a> ' * 200_000 + b"</body>"
    yield "HTML, 40,000 links in one line", "a.html", f"<body><p>{'<a href=x>A link</a> ' * 40_000}</p>".encode()
    yield "HTML, a class of 400 KB", "a.html", f'<body><div class="{"nav " * 100_000}">{paragraph * 99}</div>'.encode()
    yield "HTML, 40,000 classes", "a.html", "".join(f'<p class="c{n}-{n}">{SENTENCE}' for n in range(40_000)).encode()
    yield "HTML, 100,000 levels", "a.html", b"<div>" * 100_000 + paragraph.encode()
    yield "HTML, one line of 20 MB", "a.html", f"<body><p>{SENTENCE * 340_000}</p>".encode()
    yield "HTML, one word of 20 MB", "a.html", f"<body><p>{'x' * 20_000_000}</p>".encode()
    yield "HTML, a table of 40,000 cells", "a.html", f"<table>{f'<tr>{cells}</tr>' * 200}".encode()
    yield "HTML, JSON-LD of 20 MB", "a.html", f'<script type="application/ld+json">{"[" * 20_000_000}'.encode()


def word_processors() -> Iterator[Made]:
    from tests.corpus.importers import word

    yield "RTF, 300,000 footnotes", "a.rtf", b"{\\rtf1 " + b"{\\footnote a}" * 300_000 + b"}"
    yield "RTF, 5 million open groups", "a.rtf", b"{\\rtf1" + b"{" * 5_000_000
    yield "RTF, 500,000 half characters", "a.rtf", b"{\\rtf1 " + b"\\u-10179?" * 500_000 + b" x.}"
    yield "DOCX, 60 MB of one letter", "a.docx", word.docx(word.p(word.r("a" * 60_000_000)))
    yield "DOCX, 3 million empty paragraphs", "a.docx", word.docx("<w:p/>" * 3_000_000)
    yield "DOCX, 100,000 levels", "a.docx", word.docx("<w:p>" * 100_000)
    yield "DOCX, 19,000 paragraphs", "a.docx", word.docx(word.p(word.r(SENTENCE * 3)) * 19_000)
    for name, xml in (
        ("DOCX, an entity bomb", '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'),
        ("DOCX, an external entity", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ):
        link = f'{word.RELATIONS}<Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>'
        yield name, "a.docx", word.zipped({"_rels/.rels": link, "d.xml": xml})


def archives() -> Iterator[Made]:
    from tests.corpus.importers import test_zipped as archive

    plain = archive.made({"a.xml": b"x" * 1000, "b.xml": b"y" * 1000})
    yield "archive, a name that leads out", "a.docx", archive.made({"../../etc/cron.d/x": b"x"})
    yield "archive, 20,000 members", "a.docx", archive.made({str(n): b"" for n in range(20_000)})
    yield "archive, one of 1 GB, packed", "a.epub", archive.made({"a": bytes(1_000_000_000)})
    yield "archive, a size that lies", "a.docx", plain.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    inner = archive.made({"c.zip": archive.made({"d.zip": archive.made({"e": bytes(10_000_000)})})})
    yield "archive in an archive, thrice", "a.odt", inner
    yield "archive, broken off", "a.docx", plain[: len(plain) // 2]


def tables() -> Iterator[Made]:
    row = f'"{SENTENCE}"'
    yield "CSV, 100,000 rows", "a.csv", ("id,text\n" + "".join(f"{n},{row}\n" for n in range(99_999))).encode()
    yield "CSV, 400,000 rows", "a.csv", ("text\n" + f"{row}\n" * 400_000).encode()
    yield "CSV, 1 million rows", "a.csv", b"text\n" + b"word\n" * 1_000_000
    yield "CSV, 1 million columns", "a.csv", b"text," * 1_000_000
    yield "CSV, a quote that does not close", "a.csv", b'text\n"' + b"word, " * 4_000_000
    yield "JSON, 5 million levels", "a.json", b"[" * 5_000_000
    yield "JSON, 1 million objects", "a.json", b"[" + b'{"text":"word"},' * 1_000_000 + b'{"text":"word"}]'


def pdfs() -> Iterator[Made]:
    from tests.corpus.importers.pdf_files import column
    from tests.corpus.importers.pdf_files import pdf as made
    from tests.corpus.sandbox.test_pdf import PASSWORD, bomb

    loop = made([column([SENTENCE])]).replace(b"/Parent 2 0 R", b"/Parent 10 0 R")
    yield "PDF, encrypted", "a.pdf", PASSWORD.read_bytes()
    yield "PDF, no text layer", "a.pdf", made([[]], pictures=[0])
    yield "PDF, a font without a map", "a.pdf", made([column([SENTENCE] * 9)], lost=True)
    yield "PDF, brackets only", "a.pdf", b"%PDF-1.7\n" + b"<<[" * 100_000
    yield "PDF, pages that hold themselves", "a.pdf", loop.replace(b"/Kids[10 0 R]", b"/Kids[2 0 R 10 0 R]")
    yield "PDF, 3,000 pages", "a.pdf", made([column(["One line."])] * 3_000)
    yield "PDF, 1,900 full pages", "a.pdf", made([column([SENTENCE] * 50)] * 1_900)
    yield "PDF, a page of 100 million strokes", "a.pdf", bomb()


def plain() -> Iterator[Made]:
    yield "text, 20 MB in one line", "a.txt", (SENTENCE * 340_000).encode()
    yield "text, 20 MB without a space", "a.txt", b"x" * 20_000_000
    yield "text, 5 million lines", "a.txt", b"a\n\n" * 5_000_000
    yield "text, 10 MB of exclamation marks", "a.txt", b"!" * 10_000_000
    yield "text, zeros", "a.txt", bytes(20_000_000)
    yield "Markdown, 10 MB of marks", "a.md", b"> " * 5_000_000


def measure(made: Made) -> None:
    from corpus.importers import importer_of
    from corpus.importers.base import Unreadable
    from corpus.sandbox.reader import Reader

    what, name, data = made
    with Reader() as reader:
        reader.read(importer_of("a.rtf"), b"{\\rtf1 x}")  # so that its start is not counted
        child = reader.child.pid if reader.child else 0
        begun = time.perf_counter()
        try:
            documents = reader.read(importer_of(name), data)
            said = f"{len(documents):,} documents, {sum(len(each.pieces) for each in documents):,} paragraphs"
        except Unreadable as refused:
            said = refused.rule
        took = time.perf_counter() - begun
        print(f"| {what} | {len(data) / 1e6:.1f} MB | {said} | {took:.1f} s | {_peak(child)} |", flush=True)


def _peak(process: int) -> str:
    """The most memory it ever held, in MiB; "–" when it ended before it could be asked."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return "–"
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return f"{int(found[0]) // 1024} MiB" if found else "–"


def main() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "TIFA_DATA": tempfile.mkdtemp(prefix="tifa-hostile-")}
    import django

    django.setup()
    print("| class | size | becomes | seconds | memory |\n|---|---|---|---|---|")
    for made in (each for some in (pages, word_processors, archives, tables, pdfs, plain) for each in some()):
        if not sys.argv[1:] or any(word in made[0] for word in sys.argv[1:]):
            measure(made)


if __name__ == "__main__":
    main()
