"""The scenes of the demo by name: what `drawing.draw` can draw."""

from collections.abc import Callable

from home.demo import scenes_land as land
from home.demo import scenes_village as village
from home.demo.sheet import Sheet

SCENES: dict[str, Callable[[Sheet], None]] = {
    "fields": land.fields,
    "sun": land.sun,
    "wheat": land.wheat,
    "steppe": land.steppe,
    "hills": land.hills,
    "pond": land.pond,
    "river": land.river,
    "bridge": land.bridge,
    "road": land.road,
    "taiga": land.taiga,
    "wood": land.wood,
    "houses": village.houses,
    "lights": village.lights,
    "library": village.library,
    "greenhouse": village.greenhouse,
    "fire": village.fire,
    "table": village.table,
    "oven": village.oven,
    "workshop": village.workshop,
}
