"""The body of knowledge: practices, standards, programmes, courses, law, controls, texts."""
