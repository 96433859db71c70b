"""A picture draws, and loads or runs nothing."""

import io

import matplotlib.pyplot as plt
import pytest

from annual_report.lint.drawings import drawing_fault

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def fault(inside: str) -> str:
    return drawing_fault(f"{HEAD}\n{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0"/><text>on url( and @import</text>',
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="fill: url( \'#a\' )"/>',
        '<use xlink:href="#a"/><use href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>path { fill: red; clip-path: url(#a) }</style>",
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
    ],
)
def test_what_draws_may_stand_in_a_picture(inside: str) -> None:
    assert fault(inside) == ""


def test_a_picture_of_a_drawing_program_is_sound() -> None:
    target = io.BytesIO()
    figure, axes = plt.subplots()
    axes.bar(["a", "b"], [1, 2])
    figure.savefig(target, format="svg")
    plt.close(figure)
    assert drawing_fault(target.getvalue()) == ""


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        '<rect onclick="x()"/>',
        '<rect ONLOAD="x()"/>',
        '<a href="https://example.org/"><text>x</text></a>',
        "<foreignObject/>",
        '<image href="https://example.org/x.png"/>',
        '<image xlink:href="../../secret.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        '<rect fill="url(https://example.org/x)"/>',
        '<rect style="fill: u\\72l(x)"/>',
        "<style>@import 'x.css';</style>",
        "<style><![CDATA[@imp]]><![CDATA[ort 'x.css';]]></style>",
        '<animate attributeName="href" to="javascript:x()"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>',
    ],
)
def test_what_runs_or_loads_has_no_place_and_its_line_is_named(inside: str) -> None:
    assert fault(inside).startswith("line 2 of the picture: ")


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml-stylesheet href="x.css"?>{HEAD}</svg>',
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{HEAD}<text>&a;</text></svg>',
        "<html><script>x()</script></html>",
        f"{HEAD}<g>",
        "",
    ],
)
def test_what_is_no_plain_picture_has_no_place(text: str) -> None:
    assert drawing_fault(text.encode())
