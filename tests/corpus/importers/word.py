"""Word files made of their XML, as small as Word opens them."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def docx(body: str, **parts: str) -> bytes:
    """`body` is what stands in w:body, `parts` what stands in the root of styles, numbering, footnotes, comments …"""
    names = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for n, name in enumerate(parts)
    )
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    files = {
        "_rels/.rels": f'{RELATIONS}<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{document}',
        "word/_rels/document.xml.rels": f"{RELATIONS}{names}</Relationships>",
        **{f"word/{name}.xml": f"<w:{name} {W}>{inside}</w:{name}>" for name, inside in parts.items()},
    }
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="R">{"".join(runs)}</w:ins>'


def gone(text: str) -> str:
    return f'<w:del w:id="2" w:author="R"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def style(name: str, id: str, inside: str = "", based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    properties = f"<w:pPr>{inside}</w:pPr>" if inside else ""
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{based}{properties}</w:style>'
