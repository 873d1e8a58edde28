"""Advice → papers: one exporter a file, one registry."""
