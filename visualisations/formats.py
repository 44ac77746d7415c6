"""Numbers and dates as the pages write them: 0,85 and 40.000 and 24 febbraio 2026 in Italian."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from zisgraph.visualisations.translation import Translator

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Formats:
    """Writes values in one language."""

    words: Translator

    def number(self, value: float | str | Decimal, decimals: int | None = None) -> str:
        """A number with the language's separators; `decimals` fixes how many stand after the comma.

        A text that is no number comes back as it is.
        """
        try:
            exact = Decimal(str(value))
        except InvalidOperation:
            return str(value)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "" if decimals == 0 else ".######")
        return format_decimal(exact, format=pattern, locale=self.words.locale)

    def euros(self, value: float | str | Decimal) -> str:
        """An amount of money: with cents in full, or without any."""
        exact = Decimal(str(value))
        return f"{self.number(exact, 0 if exact == exact.to_integral_value() else 2)} €"

    def score(self, value: float) -> str:
        """A score with two decimals; a small one keeps two digits that say something."""
        return self.number(value, 2 if abs(value) >= 0.095 or value == 0 else 3)

    def parts(self, values: Sequence[float], total: float) -> tuple[str, ...]:
        """Parts of a total with two decimals that add up to the total as it is written.

        The parts whose cut-off is largest are rounded up (largest remainder).
        """
        cents = [int(value * 100 + 1e-9) for value in values]
        missing = round(total * 100) - sum(cents)
        order = sorted(range(len(values)), key=lambda place: cents[place] - values[place] * 100)
        for place in order[: max(0, missing)]:
            cents[place] += 1
        return tuple(self.number(cent / 100, 2) for cent in cents)

    def percent(self, share: float) -> str:
        """A share as a whole percentage; a share above nothing is never written as 0."""
        whole = round(share * 100)
        if whole == 0 and share > 0:
            return "<1%"
        if whole == 100 and share < 1:
            return ">99%"
        return f"{whole}%"

    def day(self, iso: str) -> str:
        """A date in running text: "24 febbraio 2026", "febbraio 2026", "2026"; "senza data" when empty."""
        return self._date(iso, "d MMMM y")

    def short_day(self, iso: str) -> str:
        """A date beside a fact: "24.2.2026", "2.2026", "2026"; "senza data" when empty."""
        match = _ISO.fullmatch(iso[:10])
        if match is None:
            return iso or self.words("undated")
        year, month, day = match.groups()
        parts = [str(int(part)) for part in (day, month) if part]
        return ".".join([*parts, year])

    def megabytes(self, size: int) -> str:
        """A file size."""
        return f"{self.number(size / 1_000_000, 1)} MB"

    def _date(self, iso: str, pattern: str) -> str:
        match = _ISO.fullmatch(iso[:10])
        if match is None:
            return iso or self.words("undated")
        year, month, day = match.groups()
        if day:
            return format_date(date(int(year), int(month), int(day)), format=pattern, locale=self.words.locale)
        if month:
            name = get_month_names("wide", "stand-alone", locale=self.words.locale)[int(month)]
            return f"{name} {year}"
        return year
