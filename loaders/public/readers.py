"""The readers by the names that definitions give them: each yields the statements of one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from zisgraph.loaders.public import (
    cinque_per_mille,
    code_list,
    cordis,
    courses,
    municipalities,
    ror,
    university_domains,
)
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.tables import reading as tables
from zisgraph.model.terms import Statement

Reader = Callable[[Context], Iterator[Statement]]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "cinque-per-mille": cinque_per_mille.read,
        "code_list": code_list.read,
        "cordis": cordis.read,
        "courses": courses.read,
        "municipalities": municipalities.read,
        "ror": ror.read,
        "table": tables.read,
        "university-domains": university_domains.read,
    }
)
