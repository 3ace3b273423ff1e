"""Texts of consents as the page shows them: «## » is a heading, «- » a point of a list, an empty line ends a paragraph."""


def lines(text: str) -> list[tuple[str, object]]:
    """Parts of a text: ("heading", words), ("paragraph", words), ("list", [words, …]). Nothing is interpreted as markup."""
    parts: list[tuple[str, object]] = []
    for line in [one.strip() for one in text.splitlines()]:
        if line.startswith("## "):
            parts.append(("heading", line[3:]))
        elif line.startswith("- "):
            if not parts or parts[-1][0] != "list":
                parts.append(("list", []))
            parts[-1][1].append(line[2:])
        elif line:
            parts.append(("paragraph", line))
    return parts
