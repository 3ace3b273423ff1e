"""A piece of Moodle XML with its line."""

from dataclasses import dataclass, field
from typing import Optional


@dataclass
class Node:
    """An element: its text, attributes, children and the line it began at."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list["Node"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text."""
        return "".join(self.pieces).strip()

    def all(self, tag: str) -> list["Node"]:
        """Its children of this name."""
        return [child for child in self.children if child.tag == tag]

    def child(self, tag: str) -> Optional["Node"]:
        """Its first child of this name."""
        return next(iter(self.all(tag)), None)

    def text_of(self, tag: str) -> str:
        """The <text> of a child (of itself for ""), or the child's own text."""
        node = self.child(tag) if tag else self
        if node is None:
            return ""
        inner = node.child("text")
        return inner.text if inner is not None else node.text
