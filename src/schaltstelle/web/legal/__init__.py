"""Imprint, privacy, accessibility: texts with gaps that the operator fills."""
