import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("typed", "said", "href"),
    [
        ("+73422123456", "+7 342 212-34-56", "+73422123456"),
        ("8 (342) 212-34-56", "+7 342 212-34-56", "+73422123456"),
        ("+7 999 000-00-11", "+7 999 000-00-11", "+79990000011"),
        ("спросите Анну", "спросите Анну", ""),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_phone_is_shown_and_dialled(typed, said, href):
    out = Template("{{ n|phone }}|{{ n|tel }}").render(Context({"n": typed}))
    assert out.replace("\u00a0", " ") == f"{said}|{href}"
