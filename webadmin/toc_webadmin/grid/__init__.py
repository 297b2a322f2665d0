"""Entering many rows at once: what is pasted or typed becomes draft rows, checked and taken in.

``columns`` says how one cell is read, ``pasting`` how a block of a spreadsheet becomes rows,
``lines`` what a row of a draft is, and ``drafts`` keeps them until they are taken in or expire.
"""
