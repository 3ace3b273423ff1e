"""The long QR code of a one-time code app; short ones are made by `core.qr`."""

import io

import segno


def long_svg(text: str) -> str:
    """An SVG with a quiet zone, dark on white in every colour scheme, for addresses too long for `core.qr`."""
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        buffer,
        kind="svg",
        border=4,
        scale=5,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=True,
        nl=False,
        svgclass="qr__svg",
        lineclass=None,
    )
    return buffer.getvalue().decode()
