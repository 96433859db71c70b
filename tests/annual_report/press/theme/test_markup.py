from annual_report.press.theme.markup import mend


def test_header_cells_get_their_scope_and_keep_one_they_have() -> None:
    mended = mend(
        "<table><thead><tr><th>Cause</th></tr></thead>"
        '<tbody><tr><th>Illness</th></tr><tr><th scope="rowgroup">All</th></tr></tbody></table>'
    )
    assert '<th scope="col">Cause</th>' in mended
    assert '<th scope="row">Illness</th>' in mended
    assert '<th scope="rowgroup">All</th>' in mended


def test_an_empty_header_cell_becomes_a_plain_cell() -> None:
    assert "<td></td><th" in mend("<table><thead><tr><th></th><th>Deaths</th></tr></thead></table>")


def test_a_table_stands_in_a_frame_named_by_its_caption_without_the_link_sign() -> None:
    mended = mend(
        '<table><caption><span>Table 1 </span><span>Deaths by "cause"</span>'
        '<a class="headerlink" href="#x">#</a></caption></table>'
    )
    assert mended.startswith("<div aria-label='Table 1 Deaths by \"cause\"'")
    assert 'class="table-frame"' in mended
    assert 'role="region"' in mended
    assert 'tabindex="0"' in mended


def test_a_table_without_a_caption_has_a_frame_with_a_name() -> None:
    assert 'aria-label="Table"' in mend("<table></table>")


def test_a_summary_is_named_by_what_it_shows() -> None:
    assert mend('<details><summary aria-label="Toggle">Show code</summary></details>') == (
        "<details><summary>Show code</summary></details>"
    )


def test_a_page_without_either_is_left_as_it_is() -> None:
    assert mend("<p>Text &amp; more<br></p>") == "<p>Text &amp; more<br></p>"
