"""Reading the files of the outside world and compiling them to reference tables."""
