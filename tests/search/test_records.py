"""The shipped content as documents."""

from schaltstelle.content.load import Content, load
from schaltstelle.core.query import Query
from schaltstelle.reference.load import load as load_reference
from schaltstelle.search.columns import Reader
from schaltstelle.search.documents import Document
from schaltstelle.search.engine import search
from schaltstelle.search.index import open_index
from schaltstelle.search.records import control_documents, documents_of
from schaltstelle.search.vocabulary import Vocabulary
from tests.search.town import TODAY

KINDS = {
    "fields": "field",
    "criteria": "criterion",
    "measures": "measure",
    "practices": "practice",
    "standards": "standard",
    "programmes": "programme",
    "courses": "course",
    "skills": "skill",
    "law": "law",
    "indicators": "indicator",
}


def made() -> tuple[Content, list[Document]]:
    content = load()
    return content, list(documents_of(content, lambda key: f"Ort {key}"))


def test_every_record_becomes_one_document() -> None:
    """Nothing the centre knows stays hidden."""
    content, documents = made()
    found = {(document.kind, document.id) for document in documents}
    assert len(found) == len(documents)
    for name, kind in KINDS.items():
        assert {record.id for record in getattr(content, name)} == {
            key for found_kind, key in found if found_kind == kind
        }


def test_links_name_documents_that_exist() -> None:
    """A link into nothing would be a dead end beside a record."""
    _, documents = made()
    known = {f"{document.kind}:{document.id}" for document in documents}
    dead = {link for document in documents for link in document.links} - known
    assert dead == set()


def test_controls_are_found_with_their_measures() -> None:
    """By catalogue and id."""
    content = load()
    controls = load_reference().controls[:5]
    links = {controls[0].key: [content.measures[0].id]}
    documents = list(control_documents(controls, links, content))
    assert len({document.id for document in documents}) == len(controls)
    assert f"measure:{content.measures[0].id}" in documents[0].links
    assert content.measures[0].title in documents[0].topics


def test_titles_are_found_by_themselves(tmp_path) -> None:
    """Whoever types the title of a measure gets it first, in the real content."""
    content, documents = made()
    parts = tuple(word for part in content.compound_parts for word in part.words)
    some = [document for document in documents if document.kind in ("measure", "standard", "field")]
    index = open_index(Vocabulary(content.terms, parts), tmp_path)
    index.update(some)
    wanted = some[::7]
    first = [
        search(index, Query(text=document.title), today=TODAY).hits[0].id for document in wanted
    ]
    right = sum(found == document.id for found, document in zip(first, wanted, strict=True))
    assert right == len(wanted)
    index.close()


def test_the_vocabulary_says_something_about_the_documents() -> None:
    """Most terms of the vocabulary stand for words that the records really use."""
    content, documents = made()
    index_terms: set[str] = set()
    from schaltstelle.core.german.analysis import Analyser
    from schaltstelle.core.german.compounds import Lexicon
    from schaltstelle.search.vocabulary import names_of, spellings

    parts = [word for part in content.compound_parts for word in part.words]
    analyser = Analyser(Lexicon.of(parts))
    reader = Reader(analyser)
    for document in documents:
        index_terms.update(*map(str.split, reader.read(document).columns))
    known = 0
    for term in content.terms:
        spelled = [s for name, _ in names_of(term) for s in spellings(analyser.forms(name))]
        known += any(set(stems) <= index_terms for stems in spelled)
    assert len(content.terms) >= 350
    assert known / len(content.terms) > 0.9
