"""Reading the tables of facts into statements, each with the citation it rests on."""

from zisgraph.loaders.datasets import DATASETS, Dataset, Metadata
from zisgraph.loaders.load import LoadResult, TableCount, load, read_facts
from zisgraph.loaders.staging import Staged, read_staged, stage, stage_all
from zisgraph.loaders.tracing import Trace, trace

__all__ = [
    "DATASETS",
    "Dataset",
    "LoadResult",
    "Metadata",
    "Staged",
    "TableCount",
    "Trace",
    "load",
    "read_facts",
    "read_staged",
    "stage",
    "stage_all",
    "trace",
]
