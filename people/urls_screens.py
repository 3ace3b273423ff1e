"""Our own screens, under `people:`."""

from django.urls import path
from django.views.generic import RedirectView

from people.views import again, card, consents, data, link, profile, security, welcome

urlpatterns = [
    path("accounts/", RedirectView.as_view(pattern_name="people:profile"), name="account"),
    path("accounts/login/link/<str:token>/", link.sign_in_here, name="sign_in_here"),
    path("accounts/card/", card.by_card, name="card"),
    path("accounts/welcome/", welcome.welcome, name="welcome"),
    path("accounts/again/", again.again, name="again"),
    path("accounts/profile/", profile.profile, name="profile"),
    path("accounts/security/", security.security, name="security"),
    path("accounts/security/everywhere/", security.sign_out_everywhere, name="sign_out_everywhere"),
    path("accounts/consents/", consents.mine, name="consents"),
    path("accounts/consents/<slug:purpose>/", consents.decide, name="consent_decide"),
    path("accounts/data/", data.data, name="data"),
    path("accounts/data/archive/", data.archive, name="archive"),
    path("accounts/data/archive/<str:public_id>/", data.download, name="archive_download"),
    path("accounts/data/erase/", data.erase, name="erase"),
    path("accounts/data/keep/", data.keep, name="keep"),
    path("soglasiya/", consents.texts, name="texts"),
    path("soglasiya/<slug:purpose>/", consents.text, name="text"),
]
