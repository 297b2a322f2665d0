"""The admin of toc-core: sign in, browse the theories, keep the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toc_webadmin.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Load ``create_app`` when it is asked for: most of ``toc`` needs no Flask."""
    if name == "create_app":
        from toc_webadmin.app import create_app

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
