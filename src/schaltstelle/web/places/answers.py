"""What a visitor says to the questions of programmes, and what people here know already."""

from collections.abc import Collection

from django.http import QueryDict

QUESTION = "frage-"
KNOWN = "kann"
SAID = {"ja": True, "nein": False}
WORDS = {True: "ja", False: "nein"}


def read_declared(query: QueryDict, facts: Collection[str]) -> dict[str, bool]:
    """The answers in the address, by fact; what is neither yes nor no was not answered."""
    said = {fact: query.get(f"{QUESTION}{fact}", "") for fact in facts}
    return {fact: SAID[word] for fact, word in said.items() if word in SAID}


def read_known(query: QueryDict, skills: Collection[str]) -> tuple[str, ...]:
    """The skills that somebody here has, each once, in the order of the content."""
    named = set(query.getlist(KNOWN))
    return tuple(skill for skill in skills if skill in named)


def pairs(declared: dict[str, bool], known: tuple[str, ...]) -> list[tuple[str, str]]:
    """The answers as parameters of an address."""
    return [
        *((f"{QUESTION}{fact}", WORDS[value]) for fact, value in declared.items()),
        *((KNOWN, skill) for skill in known),
    ]


def is_answer(name: str) -> bool:
    """Whether a parameter is one of these answers."""
    return name == KNOWN or name.startswith(QUESTION)
