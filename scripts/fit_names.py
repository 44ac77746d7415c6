"""Fit the weights of `zisgraph/identity/name_score.py` on the names of ROR and CORDIS records.

    python scripts/fit_names.py FOLDER

FOLDER holds ROR dumps (*ror*.json) and CORDIS tables of organisations (*organi?ation*.csv, *.json). Two names of one
record are a pair of one body; a name and those most like it of other records are pairs of two. Names that people
misspell, shorten and run together are made from real ones. Records are split in halves by a checksum of their id: one
half fits the weights, the other tells how good they are, beside rapidfuzz's WRatio at its own best threshold.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from rapidfuzz import fuzz, process

from zisgraph.identity.name_score import Rarity, name_features, name_score, row
from zisgraph.identity.names import parsed
from zisgraph.loaders.public.cordis_index import participant
from zisgraph.loaders.public.ror_record import ror_record
from zisgraph.loaders.records import Report, members, records_of

Pair = tuple[str, str, str]
"""Two names, and the id of the record that decides the half they are in."""
FORMS = ("S.p.A.", "SRL", "S.r.l.", "Ltd", "GmbH", "SCARL", "Inc.", "AG")
PERTURBED, ASKED, NEAREST = 900, 1500, 8


def main(folder: Path) -> None:
    names = dict(names_by_record(folder))
    rng = random.Random(7)  # noqa: S311  (a sample, no secret)
    same = [*pairs_of_one(names, rng), *shortened(names), *misspelt(names, rng)]
    different = pairs_of_two(names, rng)[: 2 * len(same)]
    rarity = Rarity.of(name for held in names.values() for name in held)
    pairs = [*same, *different]
    truth = np.array([1.0] * len(same) + [0.0] * len(different))
    features = np.array([(1.0, *row(name_features(a, b, rarity))) for a, b, _ in pairs])
    half = np.array([crc32(key.encode()) % 2 for *_, key in pairs])
    weights = fit(features[half == 0], truth[half == 0])
    print(f"{len(names)} records, {len(same)} pairs of one body, {len(different)} of two")
    print("weights:", ", ".join(f"{weight:.2f}" for weight in weights))
    report("fitted", 1 / (1 + np.exp(-features @ weights)), truth, half)
    shipped = np.array([name_score(a, b, rarity) for a, b, _ in pairs])
    report("shipped", shipped, truth, half)
    plain = np.array([fuzz.WRatio(a.casefold(), b.casefold()) / 100 for a, b, _ in pairs])
    report("WRatio", plain, truth, half)


def names_by_record(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every record's different names by its id."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for file in sorted(path for path in folder.rglob("*") if path.suffix in {".json", ".csv"}):
        for member in members(file):
            if "ror" in file.name and "names" not in file.name:
                for record in map(ror_record, records_of(member, Report())):
                    found[f"ror{record.ror}"].update((n.text, None) for n in record.names)
            elif file.stem.startswith(("organization", "organisation", "orgs")):
                for one in map(participant, records_of(member, Report())):
                    if one.pic and one.name:
                        found[f"pic{one.pic}"][one.name] = None
    return iter((key, tuple(names)) for key, names in found.items() if names)


def pairs_of_one(names: Mapping[str, Sequence[str]], rng: random.Random) -> list[Pair]:
    """Up to three pairs of names of each record that differ in more than case and accents."""
    pairs = []
    for key, held in names.items():
        distinct = list({parsed(name).whole: name for name in held}.values())
        own = [(a, b, key) for n, a in enumerate(distinct) for b in distinct[n + 1 :] if " " in a and " " in b]
        pairs += rng.sample(own, min(3, len(own)))
    return pairs


def shortened(names: Mapping[str, Sequence[str]]) -> Iterator[Pair]:
    """Names beside their initials, where another name of the record is just that."""
    for key, held in names.items():
        initials = {parsed(name).compact: name for name in held if len(parsed(name).compact) > 2}
        for name in held:
            short = initials.get(parsed(name).initials)
            if short is not None and short != name:
                yield short, name, key


def misspelt(names: Mapping[str, Sequence[str]], rng: random.Random) -> list[Pair]:
    """Names beside what becomes of them under somebody's hands."""
    every = sorted((name, key) for key, held in names.items() for name in held if len(name) > 8)
    ways: list[Callable[[str], str]] = [
        lambda name: _slip(name, rng),
        lambda name: f"{name} {rng.choice(FORMS)}",
        lambda name: " ".join(rng.sample(name.split(), len(name.split()))),
        lambda name: " ".join(word for n, word in enumerate(name.split()) if n != 1),
        lambda name: name.upper().replace(" ", ""),
    ]
    chosen = rng.sample(every, min(PERTURBED, len(every)))
    return [(name, other, key) for name, key in chosen if (other := rng.choice(ways)(name)).strip()]


def _slip(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name) - 1)
    return rng.choice(
        (name[:at] + name[at + 1 :], name[:at] + rng.choice("aeilnorst") + name[at + 1 :], name[:at] + name[at - 1 :])
    )


def pairs_of_two(names: Mapping[str, Sequence[str]], rng: random.Random) -> list[Pair]:
    """Names beside those most like them of other records of the same register, by three measures, and by chance."""
    every = sorted((name, key) for key, held in names.items() for name in held)
    texts, tokens = [name for name, _ in every], [" ".join(parsed(name).tokens) for name, _ in every]
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for name, key in every:
        shared[parsed(name).compact].add(key)
    doubles = {frozenset((a, b)) for keys in shared.values() for a in keys for b in keys if a != b}
    measures = [(fuzz.token_sort_ratio, tokens), (fuzz.WRatio, texts), (fuzz.token_set_ratio, tokens)]
    pairs = []
    for number in rng.sample(range(len(every)), min(ASKED, len(every))):
        name, key = every[number]
        scorer, within = rng.choice([*measures, (None, texts)])
        near = (
            [found[2] for found in process.extract(within[number], within, scorer=scorer, limit=NEAREST)]
            if scorer
            else rng.sample(range(len(every)), 4)
        )
        pairs += [
            (name, every[other][0], key)
            for other in near
            if every[other][1] != key and every[other][1][:3] == key[:3] and {key, every[other][1]} not in doubles
        ]
    rng.shuffle(pairs)
    return pairs


def fit(features: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Logistic regression by accelerated gradients; what speaks for one body may not weigh against it, nor the reverse."""
    signs = np.array([0, 1, -1, -1, -1, -1, -1, 1])
    low, high = np.where(signs == 1, 0.0, -99.0), np.where(signs == -1, 0.0, 99.0)
    step = 1 / (np.linalg.norm(features, 2) ** 2 / 4 + 1)
    weights = ahead = np.zeros(features.shape[1])
    momentum = 1.0
    for _ in range(20_000):
        guess = 1 / (1 + np.exp(-np.clip(features @ ahead, -30, 30)))
        slope = features.T @ (guess - truth) + np.r_[0, ahead[1:]]
        fresh = np.clip(ahead - step * slope, low, high)
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = fresh + (momentum - 1) / following * (fresh - weights)
        weights, momentum = fresh, following
    return weights


def report(what: str, scores: np.ndarray, truth: np.ndarray, half: np.ndarray) -> None:
    """F1 on the half that fitted nothing, at the threshold that is best on the other, and at 0.5."""
    best = max(np.arange(0.2, 1, 0.01), key=lambda threshold: f1(scores[half == 0], truth[half == 0], threshold))
    print(
        f"{what}: F1 {f1(scores[half == 1], truth[half == 1], best):.3f} at {best:.2f}, "
        f"{f1(scores[half == 1], truth[half == 1], 0.5):.3f} at 0.50"
    )


def f1(scores: np.ndarray, truth: np.ndarray, threshold: float) -> float:
    taken = scores >= threshold
    return float(2 * (taken & (truth == 1)).sum() / max(1, taken.sum() + (truth == 1).sum()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
