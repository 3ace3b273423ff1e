"""Scenes of the village and under its roofs: street, library, table, bakery."""

from home.demo.sheet import (
    BLUE,
    COOL_SKIES,
    DUSK,
    EARTH,
    GLOW,
    GREY,
    INK,
    LEAF,
    LOG,
    NIGHT,
    ORANGE,
    PAPER,
    PINE,
    PLUM,
    RED,
    RYE,
    RYE_PALE,
    SNOW,
    TEAL,
    Sheet,
    hill,
    house,
    people,
    person,
    sky,
    tree,
    village,
    wave,
)


def houses(sheet: Sheet) -> None:
    """A street in the village: carved windows, a bench, neighbours."""
    sky(sheet)
    hill(sheet, TEAL, 0.5, 0.15)
    sheet.box(LEAF, 0, 0.5, 1, 1)
    sheet.area("#cdbd97", (0, 0.78), (1, 0.74), (1, 0.92), (0, 0.98))
    for x, wall, roof in ((0.03, RYE_PALE, PINE), (0.27, SNOW, RED), (0.51, LOG, DUSK), (0.76, PAPER, INK)):
        house(sheet, x, 0.72, 0.19, wall, roof)
        sheet.line(BLUE, 0.004, (x, 0.605), (x + 0.19, 0.605))
    for x in (0.24, 0.49, 0.98):
        tree(sheet, x, 0.74, 0.24, PINE)
    sheet.box(EARTH, 0.56, 0.83, 0.72, 0.845)
    sheet.box(EARTH, 0.575, 0.845, 0.585, 0.89)
    sheet.box(EARTH, 0.695, 0.845, 0.705, 0.89)
    people(sheet, 0.89, 0.19, 0.6, 0.67, 0.3, 0.86)


def lights(sheet: Sheet) -> None:
    """A winter street in the evening, lanterns along it."""
    sheet.box(NIGHT, 0, 0, 1, 1)
    for _ in range(50):
        sheet.disc("#5b7694", sheet.chance.random(), sheet.chance.uniform(0, 0.45), 0.0016)
    sheet.area("#1d3a5f", *wave(0.5, 0.16, sheet.chance.uniform(0, 6)), (1, 0.6), (0, 0.6))
    sheet.box("#8fa9c4", 0, 0.56, 1, 1)
    sheet.area("#b9cbdc", (0.46, 0.56), (0.54, 0.56), (0.86, 1), (0.14, 1))
    for i in range(2):
        house(sheet, 0.06 + 0.2 * i, 0.64 + 0.02 * i, 0.15, "#41618a", "#0e2240", lit=True)
        house(sheet, 0.64 + 0.19 * i, 0.64 + 0.02 * i, 0.15, "#3a597f", "#0e2240", lit=True)
    for i in range(4):
        scale = 0.45 + 0.3 * i
        for side in (-1, 1):
            x, floor = 0.5 + side * (0.06 + 0.105 * i), 0.6 + 0.1 * i
            sheet.pen.ellipse(
                sheet.at([(x - 0.07 * scale, floor - 0.012 * scale)]) + sheet.at([(x + 0.07 * scale, floor + 0.03 * scale)]),
                fill="#f7e3ab",
            )
            sheet.line(INK, 0.004 * scale + 0.002, (x, floor), (x, floor - 0.24 * scale))
            sheet.disc("#f9dc92", x, floor - 0.25 * scale, 0.022 * scale)
            sheet.disc(GLOW, x, floor - 0.25 * scale, 0.013 * scale)
    people(sheet, 0.95, 0.2, 0.44, 0.5)


def library(sheet: Sheet) -> None:
    """A village library in the dusk, the windows lit."""
    sheet.box(DUSK, 0, 0, 1, 1)
    sheet.disc(RYE_PALE, sheet.chance.uniform(0.75, 0.88), 0.17, 0.04)
    hill(sheet, "#1a375f", 0.62, 0.16)
    sheet.box(PINE, 0, 0.62, 1, 1)
    sheet.box(RYE_PALE, 0.2, 0.38, 0.8, 0.74)
    sheet.area(RED, (0.16, 0.38), (0.5, 0.2), (0.84, 0.38))
    sheet.disc(RYE, 0.5, 0.31, 0.026)
    for i in range(4):
        left = 0.235 + 0.148 * i + (0.005 if i > 1 else 0)
        if i != 2:
            sheet.box(EARTH, left - 0.006, 0.454, left + 0.096, 0.606)
            sheet.box(GLOW, left, 0.46, left + 0.09, 0.6)
            for shelf in range(3):
                for book in range(7):
                    x = left + 0.006 + book * 0.0118
                    sheet.box(
                        sheet.pick([RED, TEAL, PINE, PLUM, ORANGE]), x, 0.478 + 0.042 * shelf, x + 0.008, 0.502 + 0.042 * shelf
                    )
    sheet.box(EARTH, 0.535, 0.5, 0.625, 0.74)
    sheet.disc(RYE, 0.612, 0.63, 0.005)
    sheet.area("#d9c48c", (0.52, 0.74), (0.64, 0.74), (0.72, 1), (0.44, 1))
    for x in (0.28, 0.34):
        for dx in (0, 0.06):
            sheet.pen.ellipse(
                sheet.at([(x + dx - 0.02, 0.78)]) + sheet.at([(x + dx + 0.02, 0.84)]), outline=INK, width=sheet.width // 320
            )
        sheet.line(RED, 0.005, (x, 0.81), (x + 0.03, 0.765), (x + 0.06, 0.81), (x + 0.025, 0.81))
    people(sheet, 0.9, 0.22, 0.5, 0.68, 0.74)
    for x in (0.08, 0.92):
        tree(sheet, x, 0.8, 0.36, TEAL)


def greenhouse(sheet: Sheet) -> None:
    """A long greenhouse at the road."""
    sky(sheet, COOL_SKIES)
    hill(sheet, TEAL, 0.5, 0.13)
    sheet.box(LEAF, 0, 0.5, 1, 1)
    village(sheet, 0.53, 3, 0.6, 0.98)
    sheet.area("#dcebe6", (0.1, 0.76), (0.1, 0.56), (0.2, 0.44), (0.78, 0.44), (0.88, 0.56), (0.88, 0.76))
    for i in range(22):
        x = 0.13 + i * 0.034
        tall = sheet.chance.uniform(0.06, 0.13)
        sheet.line(PINE, 0.005, (x, 0.76), (x, 0.76 - tall))
        sheet.disc(LEAF, x, 0.755 - tall, 0.013)
        sheet.disc(sheet.pick([RED, ORANGE, LEAF]), x + 0.008, 0.765 - tall * 0.5, 0.006)
    for i in range(9):
        x = 0.1 + i * 0.0975
        sheet.line(PAPER, 0.006, (x, 0.76), (x, 0.56), (0.2 + 0.58 * i / 8, 0.44))
    sheet.line(PAPER, 0.007, (0.1, 0.56), (0.88, 0.56))
    sheet.line(PAPER, 0.007, (0.2, 0.44), (0.78, 0.44))
    sheet.area("#cdbd97", (0, 0.84), (1, 0.82), (1, 0.97), (0, 1))
    people(sheet, 0.95, 0.22, 0.24, 0.66, 0.72)


def fire(sheet: Sheet) -> None:
    """A spring grass fire and people with knapsack sprayers along its edge."""
    sheet.box("#e9c7a0", 0, 0, 1, 1)
    hill(sheet, "#a7795a", 0.46, 0.14)
    for i in range(10):
        sheet.disc("#cdb7a6", 0.5 + i * 0.06, 0.3 - 0.026 * i, 0.05 + 0.006 * i)
    village(sheet, 0.5, 3, 0.04, 0.36)
    sheet.box("#c9a24a", 0, 0.5, 1, 1)
    sheet.area("#4a3a2c", (0.46, 0.56), (1, 0.5), (1, 1), (0.72, 1))
    for i in range(26):
        share = i / 25
        x, floor, tall = 0.46 + 0.27 * share, 0.56 + 0.44 * share, (0.06 + 0.1 * share) * sheet.chance.uniform(0.7, 1.15)
        sheet.area(ORANGE, (x - tall * 0.3, floor), (x + tall * 0.1, floor - tall), (x + tall * 0.34, floor))
        sheet.area(RYE, (x - tall * 0.12, floor), (x + tall * 0.06, floor - tall * 0.55), (x + tall * 0.18, floor))
    for i, x in enumerate((0.18, 0.32, 0.47)):
        floor = 0.72 + 0.1 * i
        person(sheet, x, floor, 0.24, RED if i != 1 else DUSK)
        sheet.box(RYE, x - 0.026, floor - 0.19, x - 0.012, floor - 0.09)
        sheet.line(INK, 0.003, (x + 0.01, floor - 0.14), (x + 0.06, floor - 0.1))
        for drop in range(5):
            sheet.line(
                "#cfe0ee",
                0.003,
                (x + 0.065 + drop * 0.016, floor - 0.1 + drop * 0.008),
                (x + 0.075 + drop * 0.016, floor - 0.094 + drop * 0.008),
            )


def table(sheet: Sheet) -> None:
    """A long table with papers and cups, people around it, a window behind."""
    sheet.box(RYE_PALE, 0, 0, 1, 1)
    sheet.box("#ecd9a6", 0, 0.72, 1, 1)
    for left in (0.1, 0.4, 0.7):
        sheet.box(PAPER, left - 0.012, 0.1, left + 0.212, 0.42)
        sheet.box("#d8e4ee", left, 0.12, left + 0.2, 0.4)
        sheet.area(TEAL, (left, 0.34), (left + 0.08, 0.28), (left + 0.2, 0.33), (left + 0.2, 0.4), (left, 0.4))
        sheet.line(PAPER, 0.007, (left + 0.1, 0.12), (left + 0.1, 0.4))
    coats = sheet.chance.sample([RED, TEAL, ORANGE, PLUM, PINE, DUSK, LEAF], 6)
    for i, coat in enumerate(coats):
        person(sheet, 0.14 + 0.145 * i, 0.84, 0.46 * sheet.chance.uniform(0.92, 1.04), coat)
    sheet.area(LOG, (0.03, 0.66), (0.97, 0.66), (1.03, 0.82), (-0.03, 0.82))
    sheet.box(EARTH, 0, 0.82, 1, 0.85)
    for i in range(6):
        x = 0.1 + 0.15 * i + sheet.chance.uniform(-0.02, 0.02)
        sheet.area(PAPER, (x, 0.7), (x + 0.07, 0.69), (x + 0.085, 0.745), (x + 0.01, 0.755))
        for line in range(3):
            sheet.line(GREY, 0.002, (x + 0.012, 0.708 + line * 0.013), (x + 0.062, 0.702 + line * 0.013))
        sheet.box(sheet.pick([RED, TEAL, PAPER, BLUE]), x + 0.095, 0.69, x + 0.118, 0.735)
    for x in (0.12, 0.86):
        sheet.box(EARTH, x, 0.85, x + 0.025, 1)


def oven(sheet: Sheet) -> None:
    """A bakery: the stove, the fire in it, loaves on the shelves."""
    sheet.box("#e8d2a2", 0, 0, 1, 1)
    sheet.box("#9c6b40", 0, 0.84, 1, 1)
    sheet.box(PAPER, 0.08, 0.2, 0.5, 0.84)
    sheet.box(SNOW, 0.05, 0.5, 0.53, 0.84)
    sheet.box(PAPER, 0.2, 0, 0.36, 0.2)
    for i in range(4):
        sheet.line(sheet.pick([RED, BLUE]), 0.006, (0.09 + 0.1 * i, 0.46), (0.13 + 0.1 * i, 0.43), (0.17 + 0.1 * i, 0.46))
    sheet.pen.pieslice(sheet.at([(0.17, 0.5)]) + sheet.at([(0.41, 0.9)]), 180, 360, fill=INK)
    sheet.box(INK, 0.17, 0.69, 0.41, 0.78)
    for x, tall in ((0.23, 0.12), (0.29, 0.17), (0.35, 0.11)):
        sheet.area(ORANGE, (x - 0.03, 0.78), (x, 0.78 - tall), (x + 0.03, 0.78))
        sheet.area(GLOW, (x - 0.014, 0.78), (x, 0.78 - tall * 0.6), (x + 0.014, 0.78))
    for shelf in range(3):
        y = 0.3 + 0.17 * shelf
        sheet.box(EARTH, 0.6, y, 0.96, y + 0.02)
        for i in range(5):
            x = 0.635 + 0.072 * i
            sheet.pen.pieslice(sheet.at([(x - 0.032, y - 0.075)]) + sheet.at([(x + 0.032, y + 0.075)]), 180, 360, fill="#b8742c")
            sheet.line("#e8b56a", 0.003, (x - 0.014, y - 0.04), (x + 0.008, y - 0.055))
    person(sheet, 0.56, 0.95, 0.46, PAPER)
    person(sheet, 0.76, 0.97, 0.42, RED)


def workshop(sheet: Sheet) -> None:
    """Tools on the wall with tags, a bench, two people."""
    sheet.box("#e7edf6", 0, 0, 1, 1)
    sheet.box("#c3a06c", 0, 0.84, 1, 1)
    sheet.box(LOG, 0.06, 0.1, 0.94, 0.52)
    for i in range(9):
        x = 0.12 + 0.094 * i
        sheet.disc(INK, x, 0.16, 0.005)
        kind = i % 4
        if kind == 0:
            sheet.box(EARTH, x - 0.007, 0.17, x + 0.007, 0.36)
            sheet.box(INK, x - 0.03, 0.17, x + 0.03, 0.205)
        elif kind == 1:
            sheet.area(GREY, (x - 0.02, 0.18), (x + 0.02, 0.18), (x + 0.006, 0.4), (x - 0.006, 0.4))
            sheet.box(RED, x - 0.024, 0.16, x + 0.024, 0.19)
        elif kind == 2:
            sheet.line(INK, 0.01, (x, 0.17), (x, 0.38))
            sheet.area(GREY, (x - 0.028, 0.36), (x + 0.028, 0.36), (x + 0.02, 0.45), (x - 0.02, 0.45))
        else:
            sheet.box(ORANGE, x - 0.03, 0.2, x + 0.022, 0.28)
            sheet.box(ORANGE, x - 0.03, 0.28, x - 0.008, 0.36)
            sheet.line(INK, 0.006, (x + 0.022, 0.24), (x + 0.045, 0.24))
        sheet.disc(RYE, x, 0.485, 0.014)
    sheet.box(EARTH, 0.14, 0.66, 0.86, 0.7)
    for x in (0.18, 0.8):
        sheet.box(EARTH, x, 0.7, x + 0.03, 0.9)
    sheet.box("#e6c592", 0.42, 0.635, 0.72, 0.66)
    person(sheet, 0.3, 0.95, 0.46, PINE)
    person(sheet, 0.62, 0.96, 0.42, DUSK)
