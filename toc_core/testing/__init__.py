"""What a plugin is, as tests: a plugin's whole test file is a subclass of three lines.

    class TestLeesclub(PluginContract):
        plugin = "leesclub"

Parts switch on by what the plugin has: a part about tables is skipped without ``models``. The
contract goes with the version of toc-core that is installed. It needs ``toc-core[testing]``.
"""

from toc_core.testing.admin import AdminPart
from toc_core.testing.found import FoundPart
from toc_core.testing.tables import TablesPart
from toc_core.testing.theory import TheoryPart

__all__ = ["PluginContract"]


class PluginContract(FoundPart, TheoryPart, TablesPart, AdminPart):
    """The contract of a plugin; ``plugin`` is the name of its entry point in group ``toc``.

    ``sample_rows`` may be written anew by a plugin whose rows cannot be made up.
    """
