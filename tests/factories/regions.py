"""Organisations and territories for tests."""

from regions.models import Organisation, Region, Territory


def region(code: str = "KIR") -> Region:
    return Region.objects.get(code=f"RU-{code}")


def organisation(name: str = "Фонд «Общее поле»", code: str = "KIR", **fields: object) -> Organisation:
    defaults = {"kind": "fms", "status": "verified", "slug": "obschee-pole"}
    return Organisation.objects.create(name=name, region=region(code), **(defaults | fields))


def territory(name: str = "Берёзовый Лог", code: str = "KIR", **fields: object) -> Territory:
    return Territory.objects.create(name=name, region=region(code), **({"kind": "selo", "slug": "berezovyy-log"} | fields))
