"""The parameters that several endpoints share."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path, Query

Limit = Annotated[int, Query(ge=1, le=500, description="Entries in one answer, at most.")]
Cursor = Annotated[str, Query(max_length=200, description="The `next` of the answer before; empty for the start.")]
Language = Annotated[Literal["it", "en"], Query(description="Language that decides the order of names.")]
Authority = Annotated[str, Path(description="Who issued the key: ror, pic, curated, istat, cordis…", examples=["ror"])]
Key = Annotated[str, Path(description="The key itself.", examples=["02dq7z403"])]
