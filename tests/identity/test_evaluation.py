"""Precision, recall and F1 on judged pairs: by hand on a few, and on the real slices."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest
from real_slices import link_slices

from zisgraph.errors import InputError
from zisgraph.identity import Record, Verdict, read_records
from zisgraph.identity.evaluation import evaluate, read_pairs
from zisgraph.loaders import DATASETS, stage_all
from zisgraph.loaders.public import stage_sources
from zisgraph.model.iris import Minter
from zisgraph.ontology.files import load_schema
from zisgraph.ontology.property_graph_model import superclasses
from zisgraph.ontology.vocabulary import ZIS

PAIRS = """a_name,b_name,a_town,b_town,judgement
Officine Rossi spa,OFFICINE ROSSI,Pavia,Pavia,same
Officine Rossi spa,Banca Insubrica,Pavia,Pavia,different
Cesi,CESI Centro Elettrotecnico Sperimentale Italiano,,,yes
Banca Insubrica | Insubrica,Banca Insubrica srl,Como,Como,0
Uno,Due,,,unsure
"""


def test_figures_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(PAIRS, encoding="utf-8")
    found = evaluate(read_pairs(file, {}), {})
    assert (found.true_positives, found.false_positives) == (1, 1)
    assert (found.false_negatives, found.true_negatives, found.unsure) == (1, 1, 1)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
    assert len(found.wrong) == 2


def test_keys_are_looked_up_and_unknown_ones_counted(tmp_path: Path) -> None:
    known = {"rossi": Record("rossi", ("Rossi",)), "pic:1": Record("pic:1", ("ROSSI SRL",))}
    file = tmp_path / "pairs.csv"
    file.write_text("a;b;judgement\nrossi;pic:1;same\nrossi;pic:2;different\n", encoding="utf-8")
    found = evaluate(read_pairs(file, known), known)
    assert (found.true_positives, found.unknown, found.f1) == (1, 1, 1.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "an empty file"),
        ("a,b\nx,y\n", "judgement"),
        ("a,b,judgement\nx,y,perhaps\n", "line 2, field judgement"),
        ("a_name,b_name,judgement\n,Due,same\n", "line 2, field a_name"),
    ],
)
def test_what_is_no_judged_pair_is_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_pairs(file, {})
    assert told in str(error.value)


@pytest.mark.shared_data
def test_the_half_that_fitted_nothing_is_judged_well(shared_data: Path, tmp_path: Path) -> None:
    """555 pairs, judged twice over with one result: the bundled judgements, and the likeliest others of the slices."""
    link_slices(shared_data, tmp_path / "sources")
    staged = stage_all({name: tmp_path / "staged" / name for name in DATASETS})
    staged += stage_sources(tmp_path / "sources", lambda source: tmp_path / "staged" / source)
    schema = load_schema()
    kinds = {str(cls): superclasses(schema, cls) for cls in schema.subjects(None, None) if "#" in str(cls)}
    bodies, organisations = (
        {name for name, above in kinds.items() if top in above} for top in (ZIS.Body, ZIS.Organisation)
    )
    files = [one.statements.read_bytes().splitlines(keepends=True) for one in staged]
    known = read_records(files, Minter(), bodies, organisations)
    here = Path(__file__).parent / "judged_pairs.csv"
    shipped = next(one for one in staged if one.dataset == "curated").judgements()
    rows = "".join(f"{one.a},{one.b},{one.verdict.value}\n" for one in shipped)
    (tmp_path / "shipped.csv").write_text("a,b,judgement\n" + rows, encoding="utf-8")
    pairs = [*read_pairs(here, known), *read_pairs(tmp_path / "shipped.csv", known)]
    held_out = [
        one for one in pairs if one.a and one.b and crc32("|".join(sorted((one.a.key, one.b.key))).encode()) % 2
    ]
    found = evaluate(held_out, known)
    assert found.f1 >= 0.93
    between = [one for one in pairs if one.a and one.b and {one.a.key[:4], one.b.key[:4]} == {"pic:", "ror:"}]
    registers = evaluate(between, known)
    assert registers.false_positives == 0
    assert sum(one.verdict is Verdict.SAME for one in between) >= 20
