"""What every plugin promises, and what this one adds. SPDX-License-Identifier: 0BSD"""

from decimal import Decimal

from toc_leeskoffer import programme_of_file, toc_check_observation

from toc_core.db.measures import Observation
from toc_core.testing import PluginContract


class TestLeeskoffer(PluginContract):
    plugin = "leeskoffer"


def test_a_mark_is_one_to_ten() -> None:
    mark = next(i for i in programme_of_file().indicators if i.code == "mark")
    said = {
        value: [*toc_check_observation(Observation(value=Decimal(value)), mark)]
        for value in ("0", "1", "10", "11")
    }
    assert {value for value, problems in said.items() if problems} == {"0", "11"}
