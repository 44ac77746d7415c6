"""What an identifier decides, what waits for a person, and what is settled already."""

from __future__ import annotations

from dataclasses import replace

from zisgraph.identity import Judgement, Record, Verdict, match
from zisgraph.identity.candidates import candidates
from zisgraph.identity.comparison import THRESHOLD, compare
from zisgraph.identity.name_score import Rarity

PAVIA = {"towns": frozenset({"018110"}), "provinces": frozenset({"PV"})}
CURATED = Record("officine-rossi", ("Officine Rossi",), domains=frozenset({"rossi.example"}), **PAVIA)
PIC = Record("pic:1", ("OFFICINE ROSSI SPA",), identifiers=frozenset({("PIC", "1"), ("VAT", "02009180189")}), **PAVIA)
ROR = Record("ror:0aaaaaa11", ("Officine Rossi (Italy)",), identifiers=frozenset({("ROR", "0aaaaaa11")}), **PAVIA)
TAX = Record("tax:02009180189", ("OFFICINE ROSSI SOCIETA PER AZIONI",), identifiers=frozenset({("VAT", "02009180189")}))
OTHER = Record("pic:2", ("ISTITUTO PER LE PIANTE DA LEGNO",), **PAVIA)


def matched(*records: Record, judged: tuple[Judgement, ...] = ()):
    return match({record.key: record for record in records}, judged)


def judgement(a: Record, b: Record, verdict: Verdict) -> Judgement:
    return Judgement(a.key, b.key, verdict, "a test", "tester", "high")


def test_an_identifier_in_common_makes_one_body_and_says_which() -> None:
    found = matched(PIC, TAX, OTHER)
    (one,) = found.judgements
    assert (one.a, one.b, one.verdict, one.by) == ("pic:1", "tax:02009180189", Verdict.SAME, "rule")
    assert one.basis == "VAT 02009180189 in both records"


def test_names_that_contradict_leave_an_identifier_to_a_person() -> None:
    group = replace(TAX, names=("Banca Commerciale Insubrica",))
    found = matched(PIC, group)
    assert found.judgements == ()
    assert [(one.a, one.b) for one in found.suggestions] == [("pic:1", "tax:02009180189")]


def test_likeness_alone_only_suggests() -> None:
    found = matched(CURATED, PIC, OTHER)
    assert found.judgements == ()
    (one,) = found.suggestions
    assert {one.a, one.b} == {"officine-rossi", "pic:1"}
    assert one.score >= THRESHOLD
    assert one.reasons[0].code == "names"


def test_what_is_judged_is_settled_and_so_is_what_follows_from_it() -> None:
    same, different = judgement(CURATED, PIC, Verdict.SAME), judgement(PIC, ROR, Verdict.DIFFERENT)
    assert matched(CURATED, PIC, judged=(same,)).suggestions == ()
    assert matched(CURATED, PIC, ROR, judged=(same, different)).suggestions == ()
    assert matched(CURATED, PIC, judged=(judgement(CURATED, PIC, Verdict.UNSURE),)).suggestions == ()


def test_a_rule_never_joins_what_a_judgement_keeps_apart() -> None:
    assert matched(PIC, TAX, judged=(judgement(PIC, TAX, Verdict.DIFFERENT),)).judgements == ()


def test_two_curated_bodies_and_two_ror_records_are_two() -> None:
    twin = replace(CURATED, key="officine-rossi-2")
    record = replace(ROR, key="ror:0bbbbbb22", identifiers=frozenset({("ROR", "0bbbbbb22")}))
    assert list(candidates([CURATED, twin])) == []
    assert list(candidates([ROR, record])) == []
    # nor through a third record that is like both
    chain = (judgement(CURATED, PIC, Verdict.SAME),)
    assert all(
        "officine-rossi-2" not in (one.a, one.b) for one in matched(CURATED, twin, PIC, judged=chain).suggestions
    )


def test_two_companies_of_one_short_name_in_two_provinces_are_not_merged() -> None:
    bologna = Record("pic:3", ("IMA SRL",), ("IMA",), provinces=frozenset({"VA"}))
    milan = Record("pic:4", ("IMA INDUSTRIA MACCHINE AUTOMATICHE SPA",), ("IMA",), provinces=frozenset({"MI"}))
    assert matched(bologna, milan).judgements == ()


def test_the_order_of_two_records_does_not_matter() -> None:
    rarity = Rarity.of([*CURATED.names, *PIC.names])
    assert compare(CURATED, PIC, rarity).score == compare(PIC, CURATED, rarity).score


def test_every_reason_is_given() -> None:
    a = replace(PIC, helix="P", short_names=("ROSSI",), domains=frozenset({"a.example"}))
    b = replace(
        PIC,
        key="pic:9",
        names=("Università Rossi",),
        helix="R",
        short_names=("Rossi",),
        domains=frozenset({"b.example"}),
        towns=frozenset({"018182"}),
        identifiers=frozenset({("PIC", "9"), ("VAT", "1")}),
        organisation=False,
    )
    codes = {reason.code for reason in compare(a, b, Rarity()).reasons}
    assert codes == {
        "names", "identifier_different", "domain_different", "town_different", "short_name", "helix_different",
        "part_of_organisation",
    }  # fmt: skip
