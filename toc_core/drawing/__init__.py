"""The poster of a programme as pure functions: HTML for page, paper and phone, and SVG."""

from toc_core.drawing.css import FONT_FILE, poster_css
from toc_core.drawing.html import poster_html
from toc_core.drawing.mark import Mark, Tone
from toc_core.drawing.svg import poster_svg

__all__ = ["FONT_FILE", "Mark", "Tone", "poster_css", "poster_html", "poster_svg"]
