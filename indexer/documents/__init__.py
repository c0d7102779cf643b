"""Files → Documents: finding the files of an office and reading each, or saying why not."""

from indexer.documents.finding import (
    FoundFiles,
    display_name,
    find_files,
    folders_from,
    lies_in,
    source_of,
)
from indexer.documents.formats import Abilities, abilities
from indexer.documents.page_text import UNREAD, timeout_reason
from indexer.documents.reader import (
    MAX_BYTES,
    Passing,
    SourceFile,
    UnreadableDocument,
    document_id,
    passing_cause,
    read_document,
    unread_reason,
)
from indexer.documents.sandbox import SECONDS, missing_confinement

__all__ = [
    "MAX_BYTES",
    "SECONDS",
    "UNREAD",
    "Abilities",
    "FoundFiles",
    "Passing",
    "SourceFile",
    "UnreadableDocument",
    "abilities",
    "display_name",
    "document_id",
    "find_files",
    "folders_from",
    "lies_in",
    "missing_confinement",
    "passing_cause",
    "read_document",
    "source_of",
    "timeout_reason",
    "unread_reason",
]
