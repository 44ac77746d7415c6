"""Public files of any form as records: opened, decoded and cut into rows in bounded memory, every issue kept."""

from zisgraph.loaders.records.any_form import Form, check_fields, records_of
from zisgraph.loaders.records.delimited import delimited, delimiter_of
from zisgraph.loaders.records.json_array import json_array
from zisgraph.loaders.records.markup import elements
from zisgraph.loaders.records.opening import Member, members
from zisgraph.loaders.records.record import Record, Report, as_text
from zisgraph.loaders.records.sparql_results import is_sparql_results, sparql_results
from zisgraph.loaders.records.spreadsheet import cell_text, spreadsheet
from zisgraph.loaders.records.turtle import turtle
from zisgraph.loaders.records.xml import every, xml_records

__all__ = [
    "Form",
    "Member",
    "Record",
    "Report",
    "as_text",
    "cell_text",
    "check_fields",
    "delimited",
    "delimiter_of",
    "elements",
    "every",
    "is_sparql_results",
    "json_array",
    "members",
    "records_of",
    "sparql_results",
    "spreadsheet",
    "turtle",
    "xml_records",
]
