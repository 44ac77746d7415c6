"""The readers by the names that definitions give them: each yields the statements of one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from zisgraph.loaders.public import code_list, cordis, municipalities, ror
from zisgraph.loaders.public.context import Context
from zisgraph.model.terms import Statement

Reader = Callable[[Context], Iterator[Statement]]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {"code_list": code_list.read, "cordis": cordis.read, "municipalities": municipalities.read, "ror": ror.read}
)
