"""What every plugin promises, checked. SPDX-License-Identifier: 0BSD"""

from toc_core.testing import PluginContract


class TestLeesclub(PluginContract):
    plugin = "leesclub"
