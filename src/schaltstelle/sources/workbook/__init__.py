"""Content as an XLSX workbook for editors: one sheet a kind, one row a record."""
