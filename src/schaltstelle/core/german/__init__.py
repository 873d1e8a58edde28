"""German done right: the wording of figures and dates, and the normaliser of the search.

- wording: numbers, sums, dates, lists as one writes them
- letters, tokens, stems: from a text to comparable words
- compounds: what a compound is made of, over a lexicon
- analysis: all of it for one text
- similar: words that look alike
- stopwords: words that carry no subject
"""

from schaltstelle.core.german.wording import (
    MONTHS,
    NO_BREAK,
    count,
    euro,
    euro_range,
    join_and,
    long_date,
    number,
    number_range,
    parse_number,
    percent,
    posts,
    quarter,
    refusal,
)

__all__ = [
    "MONTHS",
    "NO_BREAK",
    "count",
    "euro",
    "euro_range",
    "join_and",
    "long_date",
    "number",
    "number_range",
    "parse_number",
    "percent",
    "posts",
    "quarter",
    "refusal",
]
