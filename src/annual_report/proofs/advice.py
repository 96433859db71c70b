"""What a warning of Sphinx means to an author, and what to write instead."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

_STANDS_FOR = r"'?(?P<t>.*?)'?"
#: What Sphinx says, and what is said in its place: ``<t>`` and the like stand for words of the warning.
_MEANINGS: Sequence[tuple[str, str]] = (
    (
        r"'myst' (?:cross-)?reference target not found: '(?P<t>.*\.\w+(?:#.*)?)'",
        "the book has no <t>. Correct the name of the file, or add the chapter to _toc.yml",
    ),
    (
        rf"'myst' (?:cross-)?reference target not found: {_STANDS_FOR}",
        "no place is called <t>. Put (<t>)= on the line above the heading that is meant, or correct the name",
    ),
    (r"Unknown source document '(?P<t>.*)'", "<t> is not in _toc.yml, so the book has no such page. Add it there"),
    (
        r"local id not found in doc '(?P<d>.*)': '(?P<t>.*)'",
        "no place in <d> is called <t>. Put (<t>)= there on the line above the heading that is meant",
    ),
    (
        rf"undefined label: {_STANDS_FOR}",
        (
            "no place that can be named so is called <t>. Put (<t>)= on the line above the heading or picture that is "
            "meant, or correct the name; {numref} takes pictures and tables alone"
        ),
    ),
    (
        rf"Failed to create a cross reference\. Any number is not assigned: {_STANDS_FOR}",
        "<t> has no number: only pictures and tables with a caption have one. Write {ref}`words <t>`",
    ),
    (
        rf"Failed to create a cross reference\. A title or caption not found: {_STANDS_FOR}",
        "<t> has no title that could be shown. Write {ref}`words <t>`",
    ),
    (
        rf"unknown document: {_STANDS_FOR}",
        "the book has no chapter <t>. Write its file's name without .md, or add it to _toc.yml",
    ),
    (
        rf"term not in glossary: {_STANDS_FOR}",
        "the glossary has no term <t>. Write it as it stands there, {term}`words <term>`, or add it",
    ),
    (r"'(?P<n>.*)' reference target not found: (?P<t>.*)", "{<n>} finds nothing that is called <t>. Correct the name"),
    (r"Too many autonumbered footnote references.*", "a note is called from within a note. Call it from the text"),
    (r"Unknown target name: \"(?P<t>.*)\"\.", "nothing is called <t>. If it is a note, call it from the text"),
    (
        r"(?:Duplicate explicit target name: \"(?P<t>.*)\"\.|duplicate label (?P<u>.*), other instance in (?P<f>.*))",
        "the name <t><u> is given twice, here and in <f>. Give one of the two another name",
    ),
    (r"Content block expected for the \"(?P<n>.*)\" directive; none found\.", "{<n>} is empty. Write words in it"),
    (r"The \"(?P<n>.*)\" directive (?:is empty|requires content).*", "{<n>} is empty. Write its rows, or take it out"),
    (
        r"Directive '(?P<n>.*)': \d+ argument\(s\) required, \d+ supplied",
        "something is missing beside {<n>}: its title, its file or its name. Write it on the same line",
    ),
    (
        r"The \"(?P<n>.*)\" directive may not be used within.*",
        "{<n>} cannot stand in what it stands in. End that before it",
    ),
    (r"'(?P<n>.*)': Unknown option keys: \['(?P<o>[^']*)'.*", "{<n>} takes no option <o>. Take it out"),
    (
        r"'(?P<n>[\w-]+)': Invalid option value for '(?P<o>[\w-]+)': (?P<w>.*)",
        "this cannot stand in :<o>: of {<n>} (<w>). Correct it, or take the option out",
    ),
    (
        r"Error in \"(?P<n>.*)\" directive: (?P<w>.*)",
        "this cannot stand in an option of {<n>} (<w>). Correct it, or take the option out",
    ),
    (r"\.\. hlist content is not a list", "{hlist} holds one list and nothing else. Write - before each entry"),
    (
        r"duplicate term description of (?P<t>.*), other instance in (?P<f>.*)",
        "the term <t> is explained twice, here and in <f>. Keep one of the two",
    ),
    (
        r"glossary (?:seems to be misformatted|terms must|term must).*",
        "a term stands alone on a line, and its meaning on the next, indented. Terms of one meaning follow each other",
    ),
    (r"Figure caption must be a paragraph.*", "the caption of a {figure} is one paragraph. Write it first"),
    (
        r"image (?P<t>.*) has no text alternative",
        "the picture <t> has no words for those who do not see it. Write :alt: words, or ![words](<t>)",
    ),
    (
        r"Error parsing content block for the \"list-table\" directive.*",
        "a {list-table} is one list of rows, each a list of cells, and all rows have as many: * - cell",
    ),
    (
        r"\"(?P<n>.*)\" widths do not match the number of columns in table \((?P<c>\d+)\).*",
        "the table has <c> columns, and :widths: says another number of them. Give each column one",
    ),
    (
        r"(?:\d+ header row\(s\) specified but only|Insufficient data supplied).*",
        "the table has no more rows or columns than its head. Write more, or lessen :header-rows: or :stub-columns:",
    ),
    (r"Error with CSV data.*", "these rows cannot be taken apart: look for a quotation mark that is not closed"),
    (
        r"\"csv-table\" directive may not both.*",
        "a {csv-table} has its rows from a file or below it, not both. Take one out",
    ),
    (r"Pygments lexer name '(?P<t>.*)' is not known", "<t> is no language that is known. Write text in its place"),
    (
        r"Lexing literal_block .* as \"(?P<t>.*)\" resulted in an error.*",
        "this is no sound <t>. Correct it, or write text in place of <t>",
    ),
    (
        r"(?:invalid line number spec.*|Line spec .*|line number spec .*)",
        "there are no such lines. Write numbers of lines that are there: 1,3-5",
    ),
    (
        r"(?P<o>[\w-]+) pattern not found: (?P<t>.*)",
        "the file has no line with <t>, which :<o>: names. Correct it",
    ),
    (
        r"All children of a '(?P<a>.*)' should be '(?P<b>.*)'",
        "here {<b>} alone may stand. Put what else there is into one, or outside",
    ),
    (r"The parent of a '(?P<a>.*)' should be a '(?P<b>.*)'", "a {<a>} stands in a {<b>} only. Put one around it"),
    (r"Invalid directive argument: (?P<w>.*)", "this cannot stand beside the name (<w>). Correct it"),
    (
        r"tableofcontents directive in document with no descendants",
        "the page has none below it in _toc.yml, so this list would be empty. Take it out",
    ),
    (r"invalid (?P<k>\w+) index entry (?P<t>.*)", "an entry of this kind has two parts. Write <k>: one; other"),
    (r"Document may not end with a transition\.", "a line across ends the page. Take it out"),
    (
        r"Document or section may not begin with a transition\.",
        "a line across begins the page or follows its heading, or notes stand where it would end. Take it out",
    ),
    (r"At least one body element must separate transitions.*", "two lines across follow each other. Take one out"),
    (
        r"invalid numfig_format: (?P<t>.*)",
        "in “<t>” nothing says where the number stands. Write %s: {numref}`Figure %s <name>`",
    ),
    (
        r"(?:Include file '(?P<t>.*)' not found.*|Problems with \"csv-table\" directive path.*'(?P<u>.*)'.*)",
        "there is no file <t><u>. Correct the name, or put the file below book/",
    ),
    (r"Object named '(?P<t>.*)' not found in.*", "the file has no <t>, which :pyobject: names. Correct it"),
    (r"non-whitespace stripped by dedent", ":dedent: takes letters away here. Write a smaller number"),
    (r"Multiple footnote definitions found for label: '(?P<t>.*)'", "two notes are called <t>. Take one out"),
    (r"Unknown directive type: '(?P<n>.*)'", "there is no directive {<n>}. Take it out"),
    (r"Unknown interpreted text role \"(?P<n>.*)\"\.", "there is no role {<n>}. Take it out"),
    (r"'(?P<n>.*)': Has content, but none permitted", "{<n>} holds no words. Write them below it"),
    (
        r"Directive '(?P<n>.*)': maximum (?P<c>\d+) argument\(s\) allowed, \d+ supplied",
        "beside {<n>} stand more words than it takes. Leave <c>",
    ),
    (
        r"(?:image|download) file not readable: (?P<t>.*)",
        "there is no file <t>, or it cannot be read. Correct the name, or put the file below book/",
    ),
    (r"Non-consecutive header level increase; (?P<w>.*)", "the headings skip a level (<w>). Write one # fewer"),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), meaning) for pattern, meaning in _MEANINGS)
_PART = re.compile(r"<([a-z])>")


def advice_on(warning: str) -> str:
    """Return what an author is told of a warning: what is wrong, and what to write."""
    for pattern, meaning in _COMPILED:
        if found := pattern.fullmatch(warning):
            return _PART.sub(partial(_words, found.groupdict()), meaning)
    return f"the book cannot be made with this: {warning.rstrip('.')}. Write it in another way"


def _words(given: Mapping[str, str | None], part: re.Match[str]) -> str:
    """Return what a part of a meaning stands for: nothing is what the warning did not say."""
    if part[1] not in given:
        return part[0]
    return given[part[1]] or ("this page" if part[1] == "f" else "")
