"""The compiled reference tables and their loader."""

from schaltstelle.reference.load import (
    Estimate,
    MailRecord,
    Outline,
    Reference,
    SourceRecord,
    load,
    tables_directory,
)

__all__ = [
    "Estimate",
    "MailRecord",
    "Outline",
    "Reference",
    "SourceRecord",
    "load",
    "tables_directory",
]
