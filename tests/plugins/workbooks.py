"""Workbooks as small as one can be, without a library that writes them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KINDS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
)
PARTS = "http://schemas.openxmlformats.org/package/2006/relationships"


def cell(value: Any, place: str) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def workbook(*sheets: tuple[str, list[list[Any]]], prologue: str = "") -> io.BytesIO:
    """The bytes of a workbook as small as one can be; each sheet is a name and its rows."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}">{KINDS}</Types>')
        names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in enumerate(sheets, 1))
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{names}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="r{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PARTS}"><Relationship Id="r" Type="{LINKS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PARTS}">{links}</Relationships>')
        for number, (_, rows) in enumerate(sheets, 1):
            drawn = "".join(
                f'<row r="{r}">' + "".join(cell(v, f"{chr(64 + c)}{r}") for c, v in enumerate(row, 1)) + "</row>"
                for r, row in enumerate(rows, 1)
            )
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'{prologue}<worksheet xmlns="{MAIN}"><sheetData>{drawn}</sheetData></worksheet>',
            )
    return io.BytesIO(data.getvalue())
