"""The browser's eyes are open: on a page with every fault, every fault is found."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.support.page_findings import examine
from tests.support.served_site import serve

pytestmark = pytest.mark.browser

_FAULTY = """<!DOCTYPE html><html lang="en"><head><title>Faulty</title></head><body>
<h1>One</h1><h1>Two</h1><p style="width: 900px; color: #ccc">Pale and wide</p><img src="missing.svg">
<script>fetch("http://127.0.0.2:9/elsewhere").catch(() => null); throw new Error("broken")</script>
</body></html>"""


def test_every_fault_of_a_page_is_found(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "faulty.html").write_text(_FAULTY, encoding="utf-8")
    with serve(tmp_path) as site:
        found = examine(browser, site, "faulty.html", 400)
    assert any("broken" in error for error in found.errors)
    assert found.elsewhere == ("http://127.0.0.2:9/elsewhere",)
    assert {rule.partition(":")[0] for rule in found.violations} >= {"color-contrast", "image-alt"}
    assert found.faulty_pictures
    assert found.headings == 2
    assert found.overflow > 0
    assert found.overflow_spaced > 0
    assert not found.notice
