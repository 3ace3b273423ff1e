"""Pictures of the demo: flat scenes in the hand of the design, drawn by Pillow from a name and a seed."""

from PIL import Image

from home.demo.scenes import SCENES
from home.demo.sheet import Sheet


def draw(scene: str, seed: int = 1, size: tuple[int, int] = (1200, 800)) -> Image.Image:
    """The picture of a scene: always the same for the same name, seed and size. KeyError for a scene nobody drew.

    Drawn at double size and reduced, so edges are smooth; nothing is read from disk and nothing written.
    """
    sheet = Sheet(seed, size)
    SCENES[scene](sheet)
    return sheet.finish()
