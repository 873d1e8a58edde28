"""The feedback form: barriers, figures that are not right."""
