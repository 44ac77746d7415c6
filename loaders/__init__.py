"""Reading tables of facts and public files into statements, each with the citation it rests on."""

from zisgraph.loaders.bundled.datasets import DATASETS, Dataset
from zisgraph.loaders.bundled.load import LoadResult, TableCount, load, read_facts
from zisgraph.loaders.bundled.staging import stage, stage_all
from zisgraph.loaders.bundled.tracing import Trace, trace
from zisgraph.loaders.metadata import Metadata
from zisgraph.loaders.public import Tolerance, stage_sources
from zisgraph.loaders.staging import Staged, read_staged

__all__ = [
    "DATASETS",
    "Dataset",
    "LoadResult",
    "Metadata",
    "Staged",
    "TableCount",
    "Tolerance",
    "Trace",
    "load",
    "read_facts",
    "read_staged",
    "stage",
    "stage_all",
    "stage_sources",
    "trace",
]
