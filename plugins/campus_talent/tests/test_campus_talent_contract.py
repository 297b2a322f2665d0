"""What every plugin promises."""

from toc_core.testing import PluginContract


class TestCampusTalent(PluginContract):
    plugin = "campus_talent"
