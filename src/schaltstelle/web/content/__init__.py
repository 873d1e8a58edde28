"""Pages about what the centre knows: fields, criteria, measures, indicators, sources, method."""
