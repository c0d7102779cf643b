"""Files → Documents: finding the files of an office and reading each, or saying why not."""

from indexer.documents.finding import Found, lies_in, look_through, told
from indexer.documents.formats import Abilities, abilities
from indexer.documents.page_text import UNREAD
from indexer.documents.reader import MAX_BYTES, SourceFile, UnreadableDocument, document_id, read
from indexer.documents.sandbox import SECONDS, weakness

__all__ = [
    "MAX_BYTES",
    "SECONDS",
    "UNREAD",
    "Abilities",
    "Found",
    "SourceFile",
    "UnreadableDocument",
    "abilities",
    "document_id",
    "lies_in",
    "look_through",
    "read",
    "told",
    "weakness",
]
