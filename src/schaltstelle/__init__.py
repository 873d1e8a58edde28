"""Schaltstelle: neutral first advice on digitalisation for every German municipality."""

__version__ = "0.1.0"
