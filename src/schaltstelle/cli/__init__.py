"""The command line: calls core, centre and papers, never views."""
