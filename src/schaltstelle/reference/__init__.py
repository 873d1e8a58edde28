"""The compiled reference tables and their loader."""

from schaltstelle.reference.load import (
    SHIPPED,
    Estimate,
    MailRecord,
    MailTable,
    Outline,
    Reference,
    TableRecord,
    TablesError,
    load,
    tables_directory,
    user_directory,
)
from schaltstelle.reference.tables import ColumnRecord, SourceRecord

__all__ = [
    "SHIPPED",
    "ColumnRecord",
    "Estimate",
    "MailRecord",
    "MailTable",
    "Outline",
    "Reference",
    "SourceRecord",
    "TableRecord",
    "TablesError",
    "load",
    "tables_directory",
    "user_directory",
]
