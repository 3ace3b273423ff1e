import pytest
from django.db import IntegrityError, transaction

from core.states import NotAllowed
from people.models import User
from regions.identifiers import digits, inn_is_right, ogrn_is_right
from regions.models import Organisation
from regions.naming import name_norm
from regions.services.organisations import find_or_propose, merge, organisation_slug, verify
from tests.factories.regions import organisation, region


def test_control_digits():
    assert inn_is_right("5902219833")
    assert not inn_is_right("5902219834")
    assert ogrn_is_right("1105900001063")
    assert not ogrn_is_right("1105900001064")
    assert not inn_is_right("１２３４５６７８９０")
    assert digits("5902 2198-33") == "5902219833"


@pytest.mark.parametrize(
    ("name", "norm"),
    [("АНО «Живой Берёг»", "живой берег"), ('ООО "Лён"', "лен"), ("ТОС", "тос"), ("  Фонд   №  7 ", "фонд 7")],
)
def test_name_norm(name, norm):
    assert name_norm(name) == norm


def test_slug_is_ascii_whatever_the_name():
    assert organisation_slug("Фонд «Живой щит»") == "fond-zhivoy-shchit"
    assert organisation_slug("«…»") == "organizaciya"


def test_a_typed_name_finds_the_verified_organisation(db):
    known = organisation("АНО «Живой берег»")
    assert find_or_propose("живой  берёг", region()) == known


def test_two_people_who_type_one_name_get_one_row(anna, boris):
    first = find_or_propose("Клуб «Околица»", region(), anna)
    assert find_or_propose("клуб Околица", region(), boris) == first
    assert Organisation.objects.get().status == "proposed"


def test_one_proposed_row_per_name_and_region_is_kept_by_the_database(db):
    find_or_propose("Околица", region())
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(kind="nko", name="околица", region=region(), slug="o")


def test_the_same_name_in_another_region_is_another_organisation(db):
    assert find_or_propose("Околица", region("KIR")) != find_or_propose("Околица", region("PER"))


def test_merging_moves_people_and_leaves_a_redirect(anna, irina):
    wrong, right = organisation("Околица", status="proposed", slug="a"), organisation("Фонд Околица", slug="b")
    User.objects.filter(pk=anna.pk).update(organisation=wrong)
    merge(wrong, right, by=irina)
    anna.refresh_from_db()
    wrong.refresh_from_db()
    assert (anna.organisation, wrong.status, wrong.merged_into) == (right, "merged", right)


def test_verifying_twice_is_refused(irina):
    row = find_or_propose("Околица", region())
    verify(row, by=irina)
    with pytest.raises(NotAllowed):
        verify(row, by=irina)
