"""Which test holds which hostile case of reliability §12; a test that is renamed or lost is missed here."""

from pathlib import Path

import pytest
from django.conf import settings

CASES = {
    1: ["race/test_last_place.py::test_nobody_too_many_nobody_too_few_one_person_once"],
    2: ["race/test_last_place.py::test_nobody_too_many_nobody_too_few_one_person_once"],
    3: ["hostile/test_access.py::test_3_a_form_from_before_the_deadline_is_refused_after_it_and_stays_filled"],
    4: [
        "people/test_door_hostile.py::test_4_one_address_in_several_spellings_is_one_person",
        "events/test_registering.py::test_one_contact_is_registered_once_however_it_is_spelt",
    ],
    5: ["hostile/test_access.py::test_5_back_and_send_again_is_one_registration_and_one_ticket"],
    6: ["matrix/test_matrix.py::test_who_is_let_in", "matrix/test_admin.py::test_who_is_let_into_the_admin"],
    7: ["hostile/test_access.py::test_7_and_8_no_application_opens_for_anybody"],
    8: ["hostile/test_access.py::test_7_and_8_no_application_opens_for_anybody"],
    9: ["people/test_granting.py::test_9_an_ended_role_is_gone_at_the_next_request"],
    10: ["hostile/test_access.py::test_10_a_draft_and_its_preview_open_nothing_without_signing_in"],
    11: [
        "hostile/test_access.py::test_11_a_private_file_is_nothing_for_a_shared_cache_nor_for_the_next_visitor",
        "core/test_page_cache.py::test_what_is_not_for_everybody_is_made_anew",
    ],
    12: ["people/test_door_hostile.py::test_12_known_and_unknown_addresses_get_the_same_answers"],
    13: ["people/test_door_hostile.py::test_13_a_session_id_given_before_signing_in_is_changed"],
    14: ["people/test_door_hostile.py::test_14_a_code_is_used_once_and_only_in_the_browser_that_asked"],
    15: ["people/test_door_hostile.py::test_15_no_spelling_leads_to_another_host"],
    16: ["people/test_door_hostile.py::test_16_after_500_wrong_passwords_the_owner_gets_in_by_code"],
    17: ["people/test_door_hostile.py::test_17_sign_out_ends_the_session_and_back_shows_nothing"],
    18: ["core/test_files.py::test_hostile_and_broken_files_stop_with_a_sentence"],
    19: ["core/test_files.py::test_hostile_and_broken_files_stop_with_a_sentence"],
    20: ["core/test_files.py::test_hostile_and_broken_files_stop_with_a_sentence"],
    21: ["core/test_imports.py::test_a_zip_bomb_is_stopped_while_it_unpacks"],
    22: ["core/test_imports.py::test_names_in_a_zip_are_never_paths"],
    23: ["core/test_imports.py::test_a_billion_laughs_are_refused_before_any_parser"],
    24: [
        "core/test_imports.py::test_formulas_are_text",
        "core/test_exports.py::test_in_csv_an_apostrophe_stands_before_what_would_be_a_formula",
    ],
    25: [
        "core/test_files.py::test_a_file_over_the_limit_is_not_even_read",
        "hostile/test_access.py::test_25_the_proxy_cuts_huge_and_slow_bodies",
    ],
    26: ["core/test_serving.py::test_a_private_file_is_saved_under_its_russian_name_and_runs_nothing"],
    27: ["hostile/test_text.py::test_27_a_payload_in_every_field_is_shown_as_text"],
    28: [
        "hostile/test_text.py::test_28_endless_text_gets_an_answer_at_the_field",
        "home/test_search.py::test_hostile_questions_get_an_answer",
    ],
    29: [
        "core/test_sending.py::test_line_breaks_in_a_name_start_no_header",
        "events/test_calendar.py::test_line_breaks_in_a_title_forge_nothing",
    ],
    30: [
        "hostile/test_text.py::test_30_no_field_of_a_link_takes_an_address_that_runs",
        "hostile/test_text.py::test_30_rich_text_drops_a_link_that_runs",
    ],
}


@pytest.mark.parametrize("number", range(1, 31))
def test_every_hostile_case_has_its_test(number: int) -> None:
    for named in CASES[number]:
        path, _, function = named.partition("::")
        assert f"def {function}(" in (Path(settings.BASE_DIR) / "tests" / path).read_text()
