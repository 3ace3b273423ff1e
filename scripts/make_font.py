"""The recipe of assets/fonts/piazzolla-fms-800.woff2, the display face of headings and large figures, 18 KB.

    .venv/bin/python -m scripts.make_font Piazzolla[opsz,wght].ttf

The source is the variable Piazzolla by Juan Pablo del Peral (SIL Open Font Licence, text beside the font), taken by hand
from its authors. Weight is set to 800, the optical size to that of headings, and only the signs below are kept: Russian,
ASCII, « » „ “ — № ₽ and the letters of Tatar, Bashkir and Udmurt. Not part of the build: the result is committed.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parent.parent / "assets/fonts/piazzolla-fms-800.woff2"
AT = {"wght": 800, "opsz": 30}
ASCII = "".join(map(chr, range(0x20, 0x7F)))
RUSSIAN = "".join(map(chr, range(0x410, 0x450))) + "Ёё"
TATAR_BASHKIR = "ӘәҖҗҢңӨөҮүҺһҠҡҒғҘҙҪҫ"
UDMURT = "ӜӝӞӟӤӥӦӧӴӵ"
SIGNS = "\N{NO-BREAK SPACE}§©«°·»×–—‘’“”„…₽№−"
# Kerning, ligatures, local forms, figures of one height; the rest is weight.
FEATURES = ["kern", "liga", "locl", "ccmp", "lnum", "tnum"]


def make(source: Path, target: Path) -> int:
    """Write the subset; returns its size in bytes. Raises ValueError if the source lacks a sign."""
    font = TTFont(source)
    wanted = {ord(sign) for sign in ASCII + RUSSIAN + TATAR_BASHKIR + UDMURT + SIGNS}
    if missing := wanted - font.getBestCmap().keys():
        raise ValueError("нет знаков: " + "".join(map(chr, sorted(missing))))
    if "fvar" in font:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, {tag: at for tag, at in AT.items() if tag in axes})
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True, name_IDs=[1, 2, 4, 6])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(make(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET), "байт")
