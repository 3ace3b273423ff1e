"""The desk «Люди»."""

from django.urls import path

from dashboard.views import people, people_cards, people_rights

urlpatterns = [
    path("dashboard/people/", people.people, name="people"),
    path("dashboard/people/add/", people_cards.add, name="person_add"),
    path("dashboard/people/invite/", people_cards.invite, name="person_invite"),
    path("dashboard/people/cards/", people_cards.sheet, name="people_cards"),
    path("dashboard/people/acts/", people_rights.acts, name="erasure_acts"),
    path("dashboard/people/acts/<slug:number>/", people_rights.act, name="erasure_act"),
    path("dashboard/people/<str:public_id>/", people.person, name="person"),
    path("dashboard/people/<str:public_id>/contacts/", people.contacts, name="person_contacts"),
    path("dashboard/people/<str:public_id>/card/", people_cards.card, name="person_card"),
    path("dashboard/people/<str:public_id>/card/revoke/", people_cards.revoke, name="person_card_revoke"),
    path("dashboard/people/<str:public_id>/consent/", people_cards.paper_consent, name="person_consent"),
    path("dashboard/people/<str:public_id>/consent/<str:scan_id>/", people_cards.scan, name="person_scan"),
    path("dashboard/people/<str:public_id>/roles/", people_rights.person_roles, name="person_roles"),
    path("dashboard/people/<str:public_id>/access/", people_rights.access, name="person_access"),
    path("dashboard/people/<str:public_id>/second-factor/", people_rights.second_factor, name="person_second_factor"),
    path("dashboard/people/<str:public_id>/region/", people_rights.region, name="person_region"),
    path("dashboard/people/<str:public_id>/erase/", people_rights.erase, name="person_erase"),
]
