"""Campus Talent, as a plugin of toc-core."""
