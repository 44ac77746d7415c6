"""CORDIS files written by hand, in the forms that are really published; two projects and five participants."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from workbooks import workbook

Row = dict[str, Any]

ORGANISATION = (
    "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType", "street",
    "postCode", "city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm", "contentUpdateDate", "rcn",
    "order", "role", "ecContribution", "netEcContribution", "totalCost", "endOfParticipation", "active",
)  # fmt: skip
PROJECT = (
    "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis", "topics",
    "ecSignatureDate", "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "nature", "objective",
    "contentUpdateDate", "rcn", "grantDoi",
)  # fmt: skip
PIPE_ORGANISATION = (
    "projectID", "name", "shortName", "SME", "activityType", "city", "country", "organizationURL", "contactForm", "order",
    "role", "ecContribution",
)  # fmt: skip


def contact(pic: str, project: str) -> str:
    """The address of the contact form, the only place of the code in some files."""
    return f"https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/contact-form/project/{pic}/{project}"


def organisation(project: str, pic: str, name: str, city: str, **more: Any) -> Row:
    """One participant with all 25 columns."""
    own = {
        "projectID": project, "organisationID": pic, "name": name, "city": city, "country": "IT", "activityType": "PRC",
        "role": "participant", "ecContribution": "50000.0", "contactForm": contact(pic, project),
        "endOfParticipation": "False", "totalCost": "71429,5",
    }  # fmt: skip
    return dict.fromkeys(ORGANISATION, "") | own | more


def project(number: str, acronym: str, **more: Any) -> Row:
    """One project with all 20 columns."""
    own = {
        "id": number, "acronym": acronym, "title": f"The {acronym} project", "startDate": "2024-01-01",
        "endDate": "2027-12-31", "totalCost": "4975670,75", "ecMaxContribution": "4975670.75", "topics": "HORIZON-CL5-2023",
        "frameworkProgramme": "HORIZON", "objective": "To find out.",
    }  # fmt: skip
    return dict.fromkeys(PROJECT, "") | own | more


PAVIA = organisation(
    "101000001", "999862712", "UNIVERSITA DEGLI STUDI DI PAVIA", "PAVIA", activityType="HES", vatNumber="IT00462870189",
    shortName="UNIPV", organizationURL="www.unipv.it", postCode="27100", geolocation="45.1866,9.1558", role="coordinator",
)  # fmt: skip
SMALL = organisation("101000001", "911111111", "PICCOLA SRL", "ROZZANO MI", vatNumber="MISSING", ecContribution="")
ROMAN = organisation("101000001", "922222222", "ROMANA SPA", "ROMA")
FOREIGN = organisation("101000002", "933333333", "ALTERIX LTD", "COMO PARK", country="UK")
PERSON = organisation("101000001", "944444444", "CHIESA VIRGINIO", "MANTOVA")
ORGANISATIONS = [PAVIA, SMALL, ROMAN, FOREIGN, PERSON]
PROJECTS = [project("101000001", "SAGA"), project("101000002", "ELSEWHERE")]


def delimited(columns: Sequence[str], rows: Iterable[Row], mark: str) -> str:
    """Rows as text, cells parted by a mark, all of them quoted."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=mark, quoting=csv.QUOTE_ALL, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_csv(mark: str = ";") -> dict[str, bytes]:
    """The official members, delimited."""
    return {
        "organization.csv": delimited(ORGANISATION, ORGANISATIONS, mark).encode(),
        "project.csv": delimited(PROJECT, PROJECTS, mark).encode(),
    }


def as_json() -> dict[str, bytes]:
    """The official members as JSON: numbers where there is nothing but digits, exponents in large amounts."""

    def typed(row: Row) -> Row:
        made = {key: int(value) if str(value).isdigit() else value for key, value in row.items()}
        return {key: float(value) if key == "ecMaxContribution" else value for key, value in made.items()}

    text = json.dumps([typed(row) for row in PROJECTS], indent=4).replace("4975670.75", "4.97567075E6")
    return {
        "organization.json": json.dumps([typed(row) for row in ORGANISATIONS], indent=4).encode(),
        "project.json": text.encode(),
    }


def as_xlsx() -> dict[str, bytes]:
    """The official members as workbooks."""

    def sheet(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
        return workbook(("Sheet1", [[*columns], *([row[name] for name in columns] for row in rows)])).getvalue()

    return {"organization.xlsx": sheet(ORGANISATION, ORGANISATIONS), "project.xlsx": sheet(PROJECT, PROJECTS)}


def zipped(members: dict[str, bytes]) -> bytes:
    """One archive of them."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()
