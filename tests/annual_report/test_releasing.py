"""What a build says of disclosure control."""

import pytest
from tests.support.reviews import released, review_of

from annual_report.releasing import Releasing


@pytest.mark.parametrize(("spare", "said"), [(0, ""), (3, "at the best 3 fewer would do")])
def test_how_many_fewer_hidden_numbers_might_do_is_said_where_it_is_not_proven(spare: int, said: str) -> None:
    release = released()
    protection = Releasing(release, review_of(release, spare=spare), ()).protection
    assert protection.startswith("disclosure: 21 numbers hidden, and none of them can be worked out")
    assert said in protection
    assert ("not proven" in protection) == bool(said)
