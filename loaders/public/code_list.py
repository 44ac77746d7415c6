"""Code lists as SKOS: a concept scheme, and one concept for each code, in whatever form the publisher gives the list.

The definition of a source says how each form is laid out. Of several forms in one snapshot the first one in the order
of the definition is the list; the others have to say the same, and where they do not, that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.claims import web_address
from zisgraph.loaders.public.code_entries import entries
from zisgraph.loaders.public.code_layout import Layout, layout
from zisgraph.loaders.public.code_paths import Paths, paths
from zisgraph.loaders.public.code_table import Code, code_table, twin_issues
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.snapshots import role_of
from zisgraph.loaders.records import Member
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import DCT, RDFS, SKOS

LONGEST_DEFINITION: Final = 600
"""Letters: what fits in a tooltip and a table; longer ones are read at the publisher's."""
_TOO_LONG: Final = f"definitions of more than {LONGEST_DEFINITION} letters"
_NO_PATH: Final = "codes without a parent, because no path names them"
_BELOW_UNKNOWN: Final = "codes without a parent, because the list lacks it"


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot."""
    table = _table(context)
    if not table:
        return
    found = paths(context, table)
    yield from _scheme(context)
    for name, code in table.items():
        yield from _concept(context, name, code, found)
        context.report.kinds[f"level {_level(name, table, found)}"] += 1


def _table(context: Context) -> dict[str, Code]:
    """The codes of the first form, held against the other ones."""
    table: dict[str, Code] = {}
    first = ""
    for member, how in _forms(context):
        own = code_table(entries(member, how, context.report), context.report, several_parents=how.several_parents)
        if first:
            twin_issues(table, own, first, context.report, whole=how.whole)
        else:
            table, first = own, member.name
            if not own:
                told = "a file without a single code"
                raise InputError([Issue(member.name, 0, "", told, "the list that the definition describes")])
    return table


def _forms(context: Context) -> list[tuple[Member, Layout]]:
    """The files of the snapshot with their layouts, in the order in which the definition names their roles."""
    definition = context.definition
    layouts: Mapping[str, Any] = definition.options["layouts"]
    roles = [role for role in definition.files if role in layouts]
    found = [(role_of(definition, member), member) for member in context.snapshot.members()]
    ordered = sorted((roles.index(role), member.name, role, member) for role, member in found if role in roles)
    return [(member, layout(definition.id, role, layouts[role])) for _, _, role, member in ordered]


def _scheme(context: Context) -> Iterator[Statement]:
    voice, metadata, name = context.voice, context.definition.metadata, _name(context)
    me = Iri(voice.minter.code_scheme(name))
    yield from voice.is_a(me, SKOS.ConceptScheme)
    for prop in (RDFS.label, DCT.title):
        yield from voice.text(me, prop, metadata.title_it, "it")
        yield from voice.text(me, prop, metadata.title_en, "en")
    yield from voice.editor.text(me, DCT.identifier, name)


def _concept(context: Context, name: str, code: Code, found: Paths | None) -> Iterator[Statement]:
    voice, scheme = context.voice, _name(context)
    me, entry = Iri(voice.minter.code(scheme, name)), code.entry
    yield from voice.is_a(me, SKOS.Concept)
    yield voice.says(me, SKOS.inScheme, Iri(voice.minter.code_scheme(scheme)))
    yield from voice.text(me, SKOS.notation, name)
    for language, text in entry.names.items():
        yield from voice.text(me, SKOS.prefLabel, text, language)
    for text, language in code.other_names:
        if text not in entry.names.values():
            yield from voice.text(me, SKOS.altLabel, text, language)
    for language, text in entry.definitions.items():
        if len(text) > LONGEST_DEFINITION:
            context.report.left_out[_TOO_LONG] += 1
        else:
            yield from voice.text(me, SKOS.definition, text, language)
    for language, text in entry.notes.items():
        yield from voice.text(me, SKOS.changeNote, text, language)
    if code.address:
        yield voice.says(me, SKOS.exactMatch, Iri(web_address(code.address)))
    if entry.broad_match[1]:
        yield voice.says(me, SKOS.broadMatch, Iri(voice.minter.code(*entry.broad_match)))
    yield from _above(context, me, name, code, found)


def _above(context: Context, me: Iri, name: str, code: Code, found: Paths | None) -> Iterator[Statement]:
    """The code above by the list itself, or by the paths of other sources, which then say so."""
    voice, scheme = context.voice, _name(context)
    for parent in code.parents:
        yield voice.says(me, SKOS.broader, Iri(voice.minter.code(scheme, parent)))
    if found is None:
        yield from voice.link(me, SKOS.topConceptOf, Iri(voice.minter.code_scheme(scheme)) if code.is_top else None)
    elif (step := found.steps.get(name)) is None:
        context.report.left_out[_BELOW_UNKNOWN if name in found.below_unknown else _NO_PATH] += 1
    elif step.parent:
        yield step.voice.says(me, SKOS.broader, Iri(voice.minter.code(scheme, step.parent)))
    else:
        yield step.voice.says(me, SKOS.topConceptOf, Iri(voice.minter.code_scheme(scheme)))


def _level(name: str, table: Mapping[str, Code], found: Paths | None) -> int:
    """The number of codes from the top to this one by the first parent of each; 0 for one whose place is not known."""
    if found is not None:
        return found.depth(name)
    depth, at = 1, name
    while table[at].parents:
        depth, at = depth + 1, table[at].parents[0]
    return depth if table[at].is_top else 0


def _name(context: Context) -> str:
    """The name that the addresses of the codes hold, by default that of the source."""
    return str(context.definition.options.get("scheme", context.definition.id))
