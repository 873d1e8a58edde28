"""The chain itself: values in, values out. No files, no clock, no network, no framework."""
