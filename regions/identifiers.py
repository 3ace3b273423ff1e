"""Control digits of ИНН and ОГРН (приказ ФНС ЕД-7-14/559; приказ Минфина 165н)."""

INN_WEIGHTS = {
    10: [(9, (2, 4, 10, 3, 5, 9, 4, 6, 8))],
    12: [(10, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)), (11, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))],
}
OGRN_DIVISORS = {13: 11, 15: 13}


def digits(text: str) -> str:
    """The text without spaces, no-break spaces and dashes, as people paste numbers."""
    return "".join(sign for sign in text if sign not in " \u00a0\u202f-–—")


def inn_is_right(inn: str) -> bool:
    """Whether 10 (organisation) or 12 (person) digits have the right control digits."""
    if len(inn) not in INN_WEIGHTS or not (inn.isascii() and inn.isdigit()):
        return False
    return all(
        sum(weight * int(digit) for weight, digit in zip(weights, inn, strict=False)) % 11 % 10 == int(inn[place])
        for place, weights in INN_WEIGHTS[len(inn)]
    )


def ogrn_is_right(ogrn: str) -> bool:
    """Whether 13 (organisation) or 15 (entrepreneur) digits have the right control digit."""
    if len(ogrn) not in OGRN_DIVISORS or not (ogrn.isascii() and ogrn.isdigit()):
        return False
    return int(ogrn[:-1]) % OGRN_DIVISORS[len(ogrn)] % 10 == int(ogrn[-1])
