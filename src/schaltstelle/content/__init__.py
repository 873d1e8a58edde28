"""What the centre knows, as reviewed files; validated, compiled to one file, loaded once."""

from schaltstelle.content.load import Content, load

__all__ = ["Content", "load"]
