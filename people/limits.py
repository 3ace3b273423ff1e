"""How often one may try to sign in: by address first, by IP loosely (spec: reliability §7)."""

from core import limits

MINUTE, QUARTER, HOUR = 60, 15 * 60, 3600
CODE_RULES = [("code.minute", 1, MINUTE), ("code.hour", 5, HOUR)]
CODE_IP = ("code.ip", 60, HOUR)
PASSWORD, PASSWORD_IP = ("password", 10, QUARTER), ("password.ip", 300, HOUR)
CARD, CARD_IP = ("card", 5, HOUR), ("card.ip", 30, HOUR)


def take_code(address: str, ip: str) -> int:
    """Count one letter with a code; 0 if it may leave, else how many seconds to wait (then nothing is counted)."""
    rules = [(name, address, times, seconds) for name, times, seconds in CODE_RULES]
    rules.append((CODE_IP[0], limits.network(ip), *CODE_IP[1:]))
    waiting = max(limits.wait(name, who, times=times, seconds=seconds) for name, who, times, seconds in rules)
    if waiting:
        return waiting
    for name, who, times, seconds in rules:
        if not limits.allow(name, who, times=times, seconds=seconds):
            return limits.wait(name, who, times=times, seconds=seconds) or 1
    return 0


def take_guess(process: str) -> bool:
    """Count one try at a code; False after the fifth, whatever was sent at the same time."""
    return limits.allow("code.guess", process, times=5, seconds=QUARTER)


def password_closed(address: str) -> int:
    """Seconds for which the password way of this address is closed; the code way stays open."""
    return _wait(PASSWORD, address)


def password_missed(address: str, ip: str) -> None:
    """Count a wrong password of the address and of the network."""
    _count(PASSWORD, address)
    _count(PASSWORD_IP, limits.network(ip))


def password_forgotten(address: str) -> None:
    """A right password: earlier misses no longer count."""
    limits.forget(PASSWORD[0], address)


def many_wrong_passwords(ip: str) -> bool:
    """Whether this network guessed so often that a plain question is due."""
    return bool(_wait(PASSWORD_IP, limits.network(ip)))


def card_closed(card: str, ip: str) -> int:
    """Seconds until this card, or this network, may try a card code again."""
    return max(_wait(CARD, card), _wait(CARD_IP, limits.network(ip)))


def card_missed(card: str, ip: str) -> None:
    """Count a miss of the card (by its hash) and of the network."""
    _count(CARD, card)
    _count(CARD_IP, limits.network(ip))


def card_right(card: str) -> None:
    """A right code: the card's misses no longer count."""
    limits.forget(CARD[0], card)


def _wait(rule: tuple[str, int, int], who: str) -> int:
    name, times, seconds = rule
    return limits.wait(name, who, times=times, seconds=seconds)


def _count(rule: tuple[str, int, int], who: str) -> None:
    name, times, seconds = rule
    limits.allow(name, who, times=times, seconds=seconds)
