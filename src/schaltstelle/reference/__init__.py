"""The compiled reference tables and their loader."""

from schaltstelle.reference.load import (
    Estimate,
    MailRecord,
    MailTable,
    Outline,
    Reference,
    TableRecord,
    load,
    tables_directory,
    user_directory,
)
from schaltstelle.reference.tables import ColumnRecord, SourceRecord

__all__ = [
    "ColumnRecord",
    "Estimate",
    "MailRecord",
    "MailTable",
    "Outline",
    "Reference",
    "SourceRecord",
    "TableRecord",
    "load",
    "tables_directory",
    "user_directory",
]
