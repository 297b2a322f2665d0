"""What every plugin promises, and what this one adds. SPDX-License-Identifier: 0BSD"""

from decimal import Decimal

from toc_leeskoffer import programme_of_file, toc_check_record

from toc_core.db.measures import Observation
from toc_core.db.theory import IndicatorRow
from toc_core.testing import PluginContract


class TestLeeskoffer(PluginContract):
    plugin = "leeskoffer"


def test_a_mark_is_one_to_ten() -> None:
    programme, mark = programme_of_file(), IndicatorRow(code="mark")
    said = {
        value: [*toc_check_record(Observation(indicator=mark, value=Decimal(value)), programme)]
        for value in ("0", "1", "10", "11")
    }
    assert {value for value, problems in said.items() if problems} == {"0", "11"}
