"""What the rubric of replace-spaces checks on the given data, as plain assertions."""

from collections.abc import Callable

POINTS = {"words": 2, "every-space": 1, "other-characters": 1, "modified-text": 1}


def expect_replaced(function: Callable, strings: list[str]) -> None:
    for string in strings:
        found = function(string)
        assert found == string.replace(" ", "-"), f"of {string!r}: got {found!r}"


def test_words(ns: dict, figures: list) -> None:
    expect_replaced(ns["replace_spaces_with_hyphen"], ["aX ßé", "g0 1_. ,ä 漢🙂 b", "one two three four", "Word", ""])


def test_every_space(ns: dict, figures: list) -> None:
    expect_replaced(ns["replace_spaces_with_hyphen"], ["a  b   c", " b c", "c a  ", "   ", " ", "  a-  -b "])


def test_other_characters(ns: dict, figures: list) -> None:
    expect_replaced(
        ns["replace_spaces_with_hyphen"],
        ["a\tb c", "a\nb c\r\na", "a\u00a0b c\u2003a", "a b\n"],
    )


def test_modified_text(ns: dict, figures: list) -> None:
    assert ns["modified_text"] == ns["text"].replace(" ", "-"), f"got {ns['modified_text']!r}"
