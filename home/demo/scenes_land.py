"""Scenes under the sky: fields, water, hills, woods."""

from home.demo.sheet import (
    BLUE,
    COOL_SKIES,
    DEEP,
    EARTH,
    GREY,
    INK,
    LEAF,
    LOG,
    ORANGE,
    PAPER,
    PINE,
    RED,
    RYE,
    RYE_PALE,
    SNOW,
    TEAL,
    THREADS,
    Sheet,
    fir,
    hill,
    house,
    people,
    person,
    rows,
    sky,
    smoke,
    tree,
    village,
    wave,
)


def fields(sheet: Sheet) -> None:
    """Ten threads of fields running to a village under the hills."""
    sky(sheet)
    hill(sheet, TEAL, 0.5, 0.22)
    hill(sheet, PINE, 0.5, 0.11, 2.2)
    village(sheet, 0.5, 5, 0.3, 0.78)
    colours = sheet.chance.sample(THREADS, len(THREADS))
    sheet.box(PINE, 0, 0.498, 1, 1)
    rows(sheet, 0.5, colours, sheet.chance.uniform(0.45, 0.6))


def sun(sheet: Sheet) -> None:
    """A low great sun over the ten threads."""
    sheet.box(RYE, 0, 0, 1, 1)
    middle = sheet.chance.uniform(0.4, 0.6)
    for radius, colour in ((0.27, "#f6cc66"), (0.215, "#f9dc92"), (0.16, RYE_PALE)):
        sheet.disc(colour, middle, 0.5, radius)
    hill(sheet, ORANGE, 0.53, 0.1)
    sheet.box(PINE, 0, 0.52, 1, 1)
    rows(sheet, 0.52, sheet.chance.sample(THREADS, len(THREADS)), middle)
    people(sheet, 0.93, 0.2, 0.3, 0.36, 0.6, 0.68)


def wheat(sheet: Sheet) -> None:
    """Ripe wheat and a mill far off."""
    sky(sheet, COOL_SKIES)
    hill(sheet, TEAL, 0.52, 0.14)
    sheet.box(RYE, 0, 0.52, 1, 1)
    x = sheet.chance.uniform(0.62, 0.75)
    sheet.area(LOG, (x - 0.035, 0.53), (x + 0.035, 0.53), (x + 0.022, 0.34), (x - 0.022, 0.34))
    sheet.area(INK, (x - 0.028, 0.34), (x, 0.29), (x + 0.028, 0.34))
    for dx, dy in ((0.07, -0.08), (-0.07, 0.08), (0.053, 0.105), (-0.053, -0.105)):
        sheet.line(INK, 0.006, (x, 0.34), (x + dx, 0.34 + dy))
        sheet.line(PAPER, 0.012, (x + dx * 0.4, 0.34 + dy * 0.4), (x + dx, 0.34 + dy))
    village(sheet, 0.53, 3, 0.1, 0.4)
    for i in range(150):
        left = sheet.chance.uniform(-0.02, 1.02)
        floor = 0.62 + 0.42 * (i / 150)
        tall = 0.05 + 0.16 * (i / 150)
        sheet.line("#b9861e", 0.002 + 0.002 * i / 150, (left, floor), (left + 0.006, floor - tall))
        for step in range(4):
            y = floor - tall + step * tall * 0.1
            sheet.line("#fbe3a0", 0.004 + 0.004 * i / 150, (left + 0.006, y), (left + 0.006 + 0.009, y - tall * 0.08))
            sheet.line("#e0a62a", 0.004 + 0.004 * i / 150, (left + 0.006, y), (left + 0.006 - 0.009, y - tall * 0.08))


def steppe(sheet: Sheet) -> None:
    """A young belt of trees across the steppe."""
    sky(sheet)
    hill(sheet, "#c9a24a", 0.5, 0.07)
    sheet.box("#d8b35a", 0, 0.5, 1, 1)
    for row in range(4):
        floor = 0.6 + 0.12 * row
        tall = 0.09 + 0.035 * row
        for i in range(9):
            x = -0.02 + i * 0.13 + sheet.chance.uniform(-0.01, 0.01) + 0.03 * row
            sheet.disc("#b98f3c", x, floor + 0.004, tall * 0.13)
            tree(sheet, x, floor, tall * sheet.chance.uniform(0.85, 1.1), sheet.pick([LEAF, PINE, TEAL]))
    people(sheet, 0.97, 0.26, 0.16, 0.55)


def hills(sheet: Sheet) -> None:
    """Gentle mountains and yards at their foot."""
    sky(sheet, COOL_SKIES)
    hill(sheet, GREY, 0.62, 0.43, 1.1)
    hill(sheet, BLUE, 0.62, 0.3, 1.7)
    hill(sheet, PINE, 0.62, 0.14, 2.3)
    sheet.box(LEAF, 0, 0.62, 1, 1)
    village(sheet, 0.66, 4, 0.16, 0.86)
    sheet.area("#e4d7b0", (0.44, 0.66), (0.5, 0.66), (0.72, 1), (0.4, 1))
    people(sheet, 0.95, 0.19, 0.22, 0.3, 0.84)


def pond(sheet: Sheet) -> None:
    """A pond among fields, houses and willows on the far bank."""
    sky(sheet)
    hill(sheet, TEAL, 0.48, 0.16)
    sheet.box(LEAF, 0, 0.46, 1, 1)
    village(sheet, 0.5, 4, 0.22, 0.8)
    for x in (0.12, 0.87, 0.93):
        tree(sheet, x, 0.52, 0.2, PINE)
    sheet.pen.ellipse(sheet.at([(0.07, 0.52)]) + sheet.at([(0.97, 0.94)]), fill="#7f9a4a")
    sheet.pen.ellipse(sheet.at([(0.09, 0.53)]) + sheet.at([(0.95, 0.91)]), fill=BLUE)
    for i in range(9):
        y = 0.6 + 0.032 * i
        x = sheet.chance.uniform(0.2, 0.65)
        sheet.line("#a9c6dc", 0.004, (x, y), (x + 0.12, y))
    sheet.area(EARTH, (0.6, 0.78), (0.74, 0.78), (0.71, 0.82), (0.63, 0.82))
    person(sheet, 0.66, 0.78, 0.13)
    for x in (0.05, 0.07, 0.1, 0.94, 0.96):
        sheet.line(PINE, 0.005, (x, 0.97), (x + 0.004, 0.83))
        sheet.disc(EARTH, x + 0.004, 0.84, 0.006)


def river(sheet: Sheet) -> None:
    """A river turns below a village on a high bank."""
    sky(sheet)
    hill(sheet, PINE, 0.5, 0.18, 2)
    sheet.box(LEAF, 0, 0.48, 1, 1)
    sheet.area("#7d5d3c", (0.46, 0.5), (1, 0.5), (1, 0.62), (0.5, 0.6))
    village(sheet, 0.5, 4, 0.54, 0.97)
    sheet.area(
        BLUE,
        (0.0, 0.52),
        (0.34, 0.54),
        (0.52, 0.6),
        (0.82, 0.64),
        (0.95, 0.74),
        (0.8, 0.86),
        (0.4, 1),
        (0, 1),
        (0, 0.82),
        (0.36, 0.76),
        (0.5, 0.7),
        (0.34, 0.62),
        (0, 0.58),
    )
    for _ in range(10):
        y = sheet.chance.uniform(0.66, 0.95)
        x = sheet.chance.uniform(0.3, 0.66)
        sheet.line("#a9c6dc", 0.0035, (x, y), (x + 0.08, y))
    for x in (0.06, 0.12, 0.2, 0.27):
        fir(sheet, x, 0.55, sheet.chance.uniform(0.16, 0.24))
    people(sheet, 0.8, 0.15, 0.08, 0.14)


def bridge(sheet: Sheet) -> None:
    """A foot bridge of planks across a small river."""
    sky(sheet)
    hill(sheet, TEAL, 0.5, 0.17)
    sheet.box(LEAF, 0, 0.5, 1, 1)
    sheet.area(BLUE, (0.3, 0.52), (0.7, 0.52), (0.94, 1), (0.06, 1))
    village(sheet, 0.52, 2, 0.02, 0.26)
    village(sheet, 0.52, 2, 0.74, 0.98)
    for _ in range(8):
        y, x = sheet.chance.uniform(0.78, 0.98), sheet.chance.uniform(0.24, 0.6)
        sheet.line("#a9c6dc", 0.004, (x, y), (x + 0.1, y))
    for x in (0.3, 0.43, 0.57, 0.7):
        sheet.box(EARTH, x - 0.008, 0.66, x + 0.008, 0.84)
    sheet.area(LOG, (0.14, 0.665), (0.86, 0.665), (0.88, 0.7), (0.12, 0.7))
    for i in range(30):
        sheet.line(EARTH, 0.0018, (0.14 + 0.72 * i / 30, 0.665), (0.128 + 0.745 * i / 30, 0.7))
    for i in range(10):
        x = 0.15 + i * 0.078
        sheet.line(INK, 0.004, (x, 0.665), (x, 0.59))
    sheet.line(INK, 0.006, (0.14, 0.592), (0.86, 0.592))
    people(sheet, 0.672, 0.17, 0.32, 0.4, 0.62)


def road(sheet: Sheet) -> None:
    """A country road with a car going to the woods."""
    sky(sheet)
    hill(sheet, PINE, 0.48, 0.16, 2.4)
    sheet.box(LEAF, 0, 0.46, 1, 1)
    rows(sheet, 0.47, ["#8ba84c", "#c7a33c", "#6c8a37", "#d9b64e", "#8ba84c", "#6c8a37", "#c7a33c", "#8ba84c"], 0.5)
    sheet.area("#cdbd97", (0.48, 0.47), (0.52, 0.47), (0.78, 1), (0.3, 1))
    for i in range(6):
        a, b = 0.5 + 0.08 * i, 0.5 + 0.08 * i + 0.045
        sheet.line(PAPER, 0.003 + 0.0012 * i, (0.5 + 0.04 * (a - 0.47), a), (0.5 + 0.04 * (b - 0.47), b))
    for x in (0.04, 0.12, 0.2, 0.82, 0.9, 0.97):
        fir(sheet, x, 0.55, sheet.chance.uniform(0.18, 0.28))
    sheet.box(RED, 0.46, 0.66, 0.62, 0.74)
    sheet.area(RED, (0.49, 0.66), (0.515, 0.6), (0.575, 0.6), (0.6, 0.66))
    sheet.area("#cfe0ee", (0.5, 0.655), (0.52, 0.61), (0.57, 0.61), (0.588, 0.655))
    for x in (0.495, 0.585):
        sheet.disc(INK, x, 0.745, 0.018)
        sheet.disc(GREY, x, 0.745, 0.008)


def taiga(sheet: Sheet) -> None:
    """Snow, the taiga and a warm window."""
    sky(sheet, ["#d8e4ee", "#e7edf6"])
    for base, colour, count, tall in ((0.56, "#6d93a0", 26, 0.24), (0.62, "#2c6a72", 20, 0.3), (0.68, PINE, 16, 0.36)):
        for i in range(count):
            fir(sheet, (i + sheet.chance.random()) / count, base, tall * sheet.chance.uniform(0.7, 1), colour)
    sheet.area(SNOW, *wave(0.7, 0.09, sheet.chance.uniform(0, 6)), (1, 1), (0, 1))
    for i, x in enumerate((0.2, 0.44, 0.66)):
        house(sheet, x, 0.8, 0.15, LOG, PAPER if i != 1 else SNOW, lit=i == 1)
        sheet.line(EARTH, 0.004, (x - 0.018, 0.707), (x + 0.075, 0.623), (x + 0.168, 0.707))
    smoke(sheet, 0.56, 0.6)
    sheet.area("#d5e0e8", (0.5, 0.8), (0.55, 0.8), (0.66, 1), (0.42, 1))
    people(sheet, 0.93, 0.18, 0.34, 0.72)


def wood(sheet: Sheet) -> None:
    """The edge of a wood, a stack of firewood and a house."""
    sky(sheet)
    for i in range(16):
        fir(sheet, i / 15, 0.66, sheet.chance.uniform(0.3, 0.46), sheet.pick([PINE, DEEP, TEAL]))
    sheet.box(LEAF, 0, 0.61, 1, 1)
    house(sheet, 0.6, 0.76, 0.26, LOG, RED)
    for row in range(5):
        for i in range(14 - row):
            x, y = 0.1 + i * 0.03 + row * 0.015, 0.85 - row * 0.043
            sheet.disc(EARTH, x, y, 0.0145)
            sheet.disc("#e6c592", x, y, 0.0115)
            sheet.disc(LOG, x, y, 0.005)
    people(sheet, 0.93, 0.22, 0.56, 0.9)
