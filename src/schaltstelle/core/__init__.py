"""Values in, values out: the arithmetic of advice, link by link of the chain.

- place: keys, place_names, places, place_search, identity
- evidence: matrix, evidence, territory, aggregate; unusual
- standing: framework, itembank, standing; coverage (does its interval hold?)
- peers: lenses, spaces, neighbours, reasons, peers
- gaps: gaps
- measures: measures, competence, special_status, recommend, questions
- roadmap: planning (what may be done within which limits), roadmap/ (in which order)
- advice: knowledge (all that is known, opened), advice (the whole chain)
- for all of them: rules (expressions over facts), parameters, size, citation, german

A room imports only rooms below it; the order is in pyproject.toml and tested.
"""
