"""The ten regions of the alliance, west to east (spec: civic A2). Codes by ГОСТ 7.67 / ISO 3166-2:RU."""

from django.db import migrations

FIELDS = (
    "code", "slug", "name", "name_gen", "name_in", "capital", "time_by", "name_en", "name_tt", "name_ba", "name_udm",
    "zone", "tile_row", "tile_col", "thread",
)
REGIONS = [
    ("RU-NIZ", "nizhegorodskaya-oblast", "Нижегородская область", "Нижегородской области", "в Нижегородской области", "Нижний Новгород",
     "по Нижнему Новгороду", "Nizhny Novgorod Region", "", "", "", "Europe/Moscow", 1, 1, "nnov"),
    ("RU-KIR", "kirovskaya-oblast", "Кировская область", "Кировской области", "в Кировской области", "Киров",
     "по Кирову", "Kirov Region", "", "", "", "Europe/Kirov", 1, 2, "kir"),
    ("RU-ULY", "ulyanovskaya-oblast", "Ульяновская область", "Ульяновской области", "в Ульяновской области", "Ульяновск",
     "по Ульяновску", "Ulyanovsk Region", "", "", "", "Europe/Ulyanovsk", 2, 1, "ul"),
    ("RU-SAM", "samarskaya-oblast", "Самарская область", "Самарской области", "в Самарской области", "Самара",
     "по Самаре", "Samara Region", "", "", "", "Europe/Samara", 2, 2, "sam"),
    ("RU-UD", "udmurtskaya-respublika", "Удмуртская Республика", "Удмуртской Республики", "в Удмуртской Республике", "Ижевск",
     "по Ижевску", "Udmurt Republic", "", "", "Удмурт Элькун", "Europe/Samara", 1, 3, "udm"),
    ("RU-PER", "permskiy-kray", "Пермский край", "Пермского края", "в Пермском крае", "Пермь",
     "по Перми", "Perm Krai", "", "", "", "Asia/Yekaterinburg", 1, 4, "perm"),
    ("RU-ORE", "orenburgskaya-oblast", "Оренбургская область", "Оренбургской области", "в Оренбургской области", "Оренбург",
     "по Оренбургу", "Orenburg Region", "", "", "", "Asia/Yekaterinburg", 3, 3, "oren"),
    ("RU-BA", "respublika-bashkortostan", "Республика Башкортостан", "Республики Башкортостан", "в Республике Башкортостан", "Уфа",
     "по Уфе", "Republic of Bashkortostan", "Башкортстан Республикасы", "Башҡортостан Республикаһы", "", "Asia/Yekaterinburg", 2, 4, "bash"),
    ("RU-KYA", "krasnoyarskiy-kray", "Красноярский край", "Красноярского края", "в Красноярском крае", "Красноярск",
     "по Красноярску", "Krasnoyarsk Krai", "", "", "", "Asia/Krasnoyarsk", 1, 5, "kras"),
    ("RU-IRK", "irkutskaya-oblast", "Иркутская область", "Иркутской области", "в Иркутской области", "Иркутск",
     "по Иркутску", "Irkutsk Region", "", "", "", "Asia/Irkutsk", 2, 5, "irk"),
]


def add(apps, schema_editor):
    Region = apps.get_model("regions", "Region")
    for position, values in enumerate(REGIONS, 1):
        Region.objects.get_or_create(code=values[0], defaults=dict(zip(FIELDS, values)) | {"position": position})


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
