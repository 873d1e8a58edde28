"""Documents of others for the library: Markdown, HTML, PDF, DOCX and plain text.

Nothing in a document is executed or fetched; what cannot be read is refused with a German message
that says what to do.
"""

from schaltstelle.sources.documents.folder import FolderReport, RefusedFile, read_each, read_folder
from schaltstelle.sources.documents.reading import SUFFIXES, read_document
from schaltstelle.sources.documents.values import (
    DEFAULT_LIMITS,
    DocumentLimits,
    DocumentRefused,
    DocumentSource,
    Format,
    ImportedDocument,
    Passage,
)

__all__ = [
    "DEFAULT_LIMITS",
    "SUFFIXES",
    "DocumentLimits",
    "DocumentRefused",
    "DocumentSource",
    "FolderReport",
    "Format",
    "ImportedDocument",
    "Passage",
    "RefusedFile",
    "read_document",
    "read_each",
    "read_folder",
]
