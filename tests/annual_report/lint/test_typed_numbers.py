"""No sign that says a number is left out of those that may not be typed."""

import sys
import unicodedata

from annual_report.lint.rules import typed_numbers


def test_every_sign_of_unicode_that_is_a_number_is_one_of_those_that_may_not_be_typed() -> None:
    every = {sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) in ("Nd", "Nl", "No")}
    assert set(typed_numbers._DIGIT) == every
