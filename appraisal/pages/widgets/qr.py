"""QR codes, as pictures that stand in the page itself: no file of them is left anywhere."""

from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> str:
    """Return a QR code as SVG: dark on white in any theme, with the edge that cameras need."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", scale=8, border=4, dark="#000000", light="#ffffff", xmldecl=False)
    return out.getvalue().decode()
