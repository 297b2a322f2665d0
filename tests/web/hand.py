"""Two people at a page: one with a pointer, one with a keyboard alone; both count what they do.

What counts is a press or key that opens, chooses or submits; typing and walking about do not.
"""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_TABS = 150
_NAME = """() => {
    const here = document.activeElement;
    const label = here.labels && here.labels.length ? here.labels[0] : null;
    return (here.getAttribute("aria-label") || (label || here).textContent).trim();
}"""


class Hand:
    """A person with a pointer: counts every press and choice."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, thing: Locator) -> None:
        """Press a link, button or box."""
        self.presses += 1
        thing.click()
        self.page.wait_for_load_state()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.presses += 1
        self.page.get_by_label(label).select_option(label=option)


class Keys:
    """A person with a keyboard alone: counts every key that opens, chooses or submits."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def here(self) -> str:
        """Return the name of what has the focus."""
        return str(self.page.evaluate(_NAME))

    def go_to(self, name: str) -> None:
        """Walk to what has this name; an error when it cannot be reached."""
        for _step in range(MOST_TABS):
            if self.here() == name:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {name!r}")

    def press(self, key: str, name: str) -> None:
        """Walk to something and press a key on it: Enter opens or submits, Space ticks."""
        self.go_to(name)
        self.presses += 1
        if key == "Space":
            self.page.keyboard.press(key)
            return
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def write(self, name: str, text: str) -> None:
        """Walk to a field and write in the place of what is there."""
        self.go_to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
