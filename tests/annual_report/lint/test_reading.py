import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.lint.pages import Kind, Passage
from annual_report.lint.reading import read_markdown

PAGE = """---
title: "Deaths of 63"
kernelspec: {name: python3}
---
# Head {count}`deaths`

Para one
goes *on* with
{count}`deaths` 64 here. Second {term}`rapid reviews 65 <Rapid review>` end.

- item 66
- item **67**
  more 68

> quote 69

| a 70 | b |
|------|---|
| c    | d 71 |

```{admonition} Title 72
:class: wide

Body 73

:::{figure} picture-9.png
:alt: Alternative 74

Caption 75
:::
```

Text[^n] ![alt 76](a-9.png "title 77") `78` `code 9` [link 79](https://example.org/9) <https://example.org/9>

[^n]: Foot 80

<p title="81">Raw 82</p>

Term 83
: Definition 84 &amp; \\*85\\*
"""


def test_every_text_that_a_reader_sees_is_read_with_its_place() -> None:
    page = read_markdown("book/x.md", PAGE)
    lines = PAGE.split("\n")
    found = {}
    for passage in page.passages:
        for number in re.finditer(r"\d+", passage.masked):
            line, column = passage.place(number.start())
            found[int(number[0])] = passage.kind
            assert number[0] in lines[line - 1][column - 1 :][:12], (number[0], line, column)
    assert sorted(found) == list(range(63, 86))
    assert found[63] is Kind.METADATA
    assert {found[66], found[67], found[68]} == {Kind.ITEM}
    assert {found[70], found[71]} == {Kind.CELL}
    assert {found[74], found[76], found[77], found[81]} == {Kind.ALTERNATIVE}
    assert (found[72], found[73], found[80], found[82], found[84]) == (
        Kind.CAPTION,
        Kind.PARAGRAPH,
        Kind.NOTE,
        Kind.RAW,
        Kind.TERM,
    )


def passages(text: str) -> list[Passage]:
    return list(read_markdown("x.md", text).passages)


@pytest.mark.parametrize(
    "text",
    [
        "% a comment on 63",
        "```python\nx = 63\n```",
        "```{code-block} python\nx = 63\n```",
        "```{chart} deaths.63\n```",
        "```{toctree}\npage-63\n```",
        "{doc}`page-63`",
        "{count}`deaths.63`",
        "{fixed}`63 days <a source>`",
        "[](page-63.md)",
        "<a href='page-63.html'></a>",
    ],
)
def test_what_no_reader_sees_as_text_is_not(text: str) -> None:
    assert not any("63" in passage.masked for passage in passages(text))


def test_the_items_of_a_list_belong_together_and_paragraphs_do_not() -> None:
    groups = [passage.group for passage in passages("one\n\n- two\n- three\n\n  - four\n\nfive\n\n- six")]
    assert groups[1] == groups[2] == groups[3]
    assert len({groups[0], groups[1], groups[4], groups[5]}) == 4


def test_sentences_end_where_a_reader_ends_them() -> None:
    (passage,) = passages("It fell, e.g. in May. {count}`a` died. “Why?” he asked. Of 3.5 parts, one.")
    shown = [passage.text[start:end].strip() for start, end in passage.sentences]
    assert shown == ["It fell, e.g. in May.", "{count}`a` died.", "“Why?” he asked.", "Of 3.5 parts, one."]


def test_a_fence_that_is_never_closed_and_bad_front_matter_are_told() -> None:
    assert not read_markdown("x.md", "```{note}\nopen").directives[0].closed
    assert read_markdown("x.md", "```{note}\nclosed\n```").directives[0].closed
    assert read_markdown("x.md", "> ```{note}\n> closed\n> ```").directives[0].closed
    assert not read_markdown("x.md", "---\na: [\n---\ntext").directives[0].closed


@given(st.text(max_size=80) | st.text(alphabet="`{}[]()<>*_#-|:~ \n12ab%&;\\!^", max_size=80))
def test_no_text_crashes_the_reader_and_every_place_is_in_the_file(text: str) -> None:
    lines = text.split("\n")
    for passage in read_markdown("x.md", text).passages:
        assert len(passage.masked) == len(passage.text)
        line, column = passage.place(0)
        assert 1 <= line <= len(lines) + 1
        assert column >= 1
