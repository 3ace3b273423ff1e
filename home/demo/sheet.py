"""A drawing sheet and the things scenes are made of: hills, houses, trees, people (used by `scenes.py`).

Colours are the tokens of the design: paper, rye, pine and the ten threads of the regions.
"""

import math
import random

from PIL import Image, ImageDraw

PAPER, INK, PINE, DEEP, RYE, RYE_PALE = "#ffffff", "#15241e", "#0d4a3e", "#0b382f", "#f3bd3c", "#fdf0cd"
THREADS = ["#8fa3a8", "#b3271e", "#f3bd3c", "#0d4a3e", "#5d93b8", "#7a2748", "#d4612a", "#22457a", "#6c8a37", "#2c7a83"]
BLUE, TEAL, LEAF, ORANGE, RED, PLUM, GREY = "#5d93b8", "#2c7a83", "#6c8a37", "#d4612a", "#b3271e", "#7a2748", "#8fa3a8"
SNOW, DUSK, NIGHT, EARTH, LOG, GLOW = "#eef3f0", "#22457a", "#142a4a", "#8a5a34", "#b98a55", "#ffd978"
WARM_SKIES, COOL_SKIES = ["#f3bd3c", "#f6c95c", "#f0b22b"], ["#e7edf6", "#d8e4ee", "#e2f1e5"]
SKIN = ["#f0c9a0", "#d9a878", "#f4d7b8"]

Point = tuple[float, float]


class Sheet:
    """A drawing sheet whose sides are measured from 0 to 1, with the randomness of its seed."""

    def __init__(self, seed: int, size: tuple[int, int]) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a picture, not a secret
        self.width, self.height = size[0] * 2, size[1] * 2
        self.image = Image.new("RGB", (self.width, self.height), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def at(self, points: list[Point]) -> list[Point]:
        """The points in pixels."""
        return [(x * self.width, y * self.height) for x, y in points]

    def area(self, colour: str, *points: Point) -> None:
        """A filled polygon."""
        self.pen.polygon(self.at(list(points)), fill=colour)

    def box(self, colour: str, left: float, top: float, right: float, bottom: float) -> None:
        """A filled rectangle."""
        self.pen.rectangle([*self.at([(left, top)])[0], *self.at([(right, bottom)])[0]], fill=colour)

    def disc(self, colour: str, x: float, y: float, radius: float) -> None:
        """A circle; the radius is a share of the width."""
        across, (middle, level) = radius * self.width, self.at([(x, y)])[0]
        self.pen.ellipse([middle - across, level - across, middle + across, level + across], fill=colour)

    def line(self, colour: str, thick: float, *points: Point) -> None:
        """A line with round joints; thickness is a share of the width."""
        self.pen.line(self.at(list(points)), fill=colour, width=max(2, round(thick * self.width)), joint="curve")

    def pick(self, colours: list[str]) -> str:
        """One of the colours, by the seed."""
        return self.chance.choice(colours)

    def finish(self) -> Image.Image:
        """The sheet at its true size."""
        return self.image.resize((self.width // 2, self.height // 2), Image.Resampling.LANCZOS)


def wave(base: float, height: float, shift: float, turns: float = 1.4) -> list[Point]:
    """The upper edge of a hill from the left side to the right."""
    steps = 40
    return [
        (
            i / steps,
            base - height * (0.6 + 0.4 * math.sin(shift + turns * math.tau * i / steps) + 0.15 * math.sin(shift * 2 + i / 3)),
        )
        for i in range(steps + 1)
    ]


def hill(sheet: Sheet, colour: str, base: float, height: float, turns: float = 1.4) -> None:
    """A hill across the whole sheet, down to its foot."""
    sheet.area(colour, *wave(base, height, sheet.chance.uniform(0, math.tau), turns), (1, base), (0, base))


def sky(sheet: Sheet, colours: list[str] | None = None, sun: bool = True) -> None:
    """Sky with a pale sun at a place of its own."""
    sheet.box(sheet.pick(colours or WARM_SKIES), 0, 0, 1, 1)
    if sun:
        sheet.disc(RYE_PALE, sheet.chance.uniform(0.2, 0.8), sheet.chance.uniform(0.16, 0.28), 0.065)


def rows(sheet: Sheet, top: float, colours: list[str], focus: float, bottom: float = 1) -> None:
    """Ten strips of a field running together at the horizon, a dashed thread along each."""
    count = len(colours)
    for i, colour in enumerate(colours):
        far, near = (focus - 0.16 + 0.32 * i / count), (-0.5 + 2.0 * i / count)
        far_end, near_end = focus - 0.16 + 0.32 * (i + 1) / count, -0.5 + 2.0 * (i + 1) / count
        sheet.area(colour, (far, top), (far_end, top), (near_end, bottom), (near, bottom))
        middle_far, middle_near = (far + far_end) / 2, (near + near_end) / 2
        for step in range(1, 12):
            a, b = (step / 12) ** 1.6, ((step + 0.45) / 12) ** 1.6
            sheet.line(
                RYE_PALE,
                0.0008 + 0.0012 * a,
                (middle_far + (middle_near - middle_far) * a, top + (bottom - top) * a),
                (middle_far + (middle_near - middle_far) * b, top + (bottom - top) * b),
            )


def house(sheet: Sheet, x: float, floor: float, wide: float, wall: str = PAPER, roof: str = INK, lit: bool = False) -> None:
    """A house with a gable, two windows and a door."""
    tall = wide * 0.62
    sheet.box(wall, x, floor - tall, x + wide, floor)
    sheet.area(roof, (x - wide * 0.1, floor - tall), (x + wide / 2, floor - tall * 1.85), (x + wide * 1.1, floor - tall))
    glass = GLOW if lit else (PINE if wall != PINE else RYE_PALE)
    for left in (0.14, 0.62):
        sheet.box(glass, x + wide * left, floor - tall * 0.72, x + wide * (left + 0.2), floor - tall * 0.34)
    sheet.box(EARTH, x + wide * 0.42, floor - tall * 0.55, x + wide * 0.56, floor)


def village(sheet: Sheet, floor: float, count: int, left: float = 0.2, right: float = 0.8, lit: bool = False) -> None:
    """A row of houses of different size."""
    step = (right - left) / count
    for i in range(count):
        wide = step * sheet.chance.uniform(0.5, 0.72)
        house(
            sheet, left + step * i, floor, wide, sheet.pick([PAPER, RYE_PALE, SNOW, LOG]), sheet.pick([INK, PINE, RED, DUSK]), lit
        )


def fir(sheet: Sheet, x: float, floor: float, tall: float, colour: str = PINE) -> None:
    """A fir of three tiers."""
    sheet.box(EARTH, x - tall * 0.03, floor - tall * 0.2, x + tall * 0.03, floor)
    for i in range(3):
        top, wide = floor - tall + tall * 0.24 * i, tall * (0.16 + 0.07 * i)
        sheet.area(colour, (x, top), (x - wide, top + tall * 0.42), (x + wide, top + tall * 0.42))


def tree(sheet: Sheet, x: float, floor: float, tall: float, colour: str = LEAF) -> None:
    """A round tree."""
    sheet.box(EARTH, x - tall * 0.035, floor - tall * 0.5, x + tall * 0.035, floor)
    sheet.disc(colour, x, floor - tall * 0.72, tall * 0.2)
    sheet.disc(colour, x - tall * 0.13, floor - tall * 0.56, tall * 0.15)
    sheet.disc(colour, x + tall * 0.13, floor - tall * 0.56, tall * 0.15)


def person(sheet: Sheet, x: float, floor: float, tall: float, coat: str | None = None) -> None:
    """A person of a coat, legs and a round head; no face, so nobody in particular."""
    coat = coat or sheet.pick([RED, TEAL, ORANGE, PLUM, PINE, DUSK, LEAF])
    sheet.box(INK, x - tall * 0.07, floor - tall * 0.35, x - tall * 0.015, floor)
    sheet.box(INK, x + tall * 0.015, floor - tall * 0.35, x + tall * 0.07, floor)
    sheet.area(
        coat,
        (x - tall * 0.08, floor - tall * 0.8),
        (x + tall * 0.08, floor - tall * 0.8),
        (x + tall * 0.13, floor - tall * 0.28),
        (x - tall * 0.13, floor - tall * 0.28),
    )
    sheet.disc(sheet.pick(SKIN), x, floor - tall * 0.9, tall * 0.06)


def people(sheet: Sheet, floor: float, tall: float, *places: float) -> None:
    """Several people in a row."""
    for x in places:
        person(sheet, x + sheet.chance.uniform(-0.01, 0.01), floor, tall * sheet.chance.uniform(0.88, 1.05))


def smoke(sheet: Sheet, x: float, y: float) -> None:
    """Three rings of smoke going up."""
    for i in range(4):
        sheet.disc(SNOW, x + 0.012 * i, y - 0.035 * i, 0.008 + 0.004 * i)
