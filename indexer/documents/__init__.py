"""Files → Documents: finding the files of an office and reading each, or saying why not."""

from indexer.documents.amendment import Rewording
from indexer.documents.containers import OpenedFiles, open_containers
from indexer.documents.drafts import (
    MAX_DRAFT_BYTES,
    DraftFile,
    DraftFileProblem,
    UnreadableDraft,
    amend_draft,
    read_draft,
    too_large,
)
from indexer.documents.file_names import display_name, path_as_written, written_path
from indexer.documents.finding import (
    FoundFiles,
    find_files,
    folders_from,
    lies_in,
    source_of,
)
from indexer.documents.formats import Abilities, abilities
from indexer.documents.page_text import UNREAD, ExtractionError, timeout_reason
from indexer.documents.reader import (
    Passing,
    SourceFile,
    UnreadableDocument,
    document_id,
    passing_cause,
    read_document,
    unread_reason,
)
from indexer.documents.sandbox import SECONDS, missing_confinement
from indexer.documents.sandbox_child import Member
from indexer.documents.syllables import is_syllable, letter_runs, syllables
from indexer.documents.takeout import Takeout
from indexer.documents.ways import is_container, outer_file, ways_inside

__all__ = [
    "MAX_DRAFT_BYTES",
    "SECONDS",
    "UNREAD",
    "Abilities",
    "DraftFile",
    "DraftFileProblem",
    "ExtractionError",
    "FoundFiles",
    "Member",
    "OpenedFiles",
    "Passing",
    "Rewording",
    "SourceFile",
    "Takeout",
    "UnreadableDocument",
    "UnreadableDraft",
    "abilities",
    "amend_draft",
    "display_name",
    "document_id",
    "find_files",
    "folders_from",
    "is_container",
    "is_syllable",
    "letter_runs",
    "lies_in",
    "missing_confinement",
    "open_containers",
    "outer_file",
    "passing_cause",
    "path_as_written",
    "read_document",
    "read_draft",
    "source_of",
    "syllables",
    "timeout_reason",
    "too_large",
    "unread_reason",
    "ways_inside",
    "written_path",
]
