"""Addresses whose names the sign-in library looks up, with our views behind them; its other screens are closed."""

from django.urls import path, re_path

from people.views import closed, code, door, second_factor, security, sign_out

urlpatterns = [
    path("login/", door.login, name="account_login"),
    path("login/code/", closed.to_door, name="account_request_login_code"),
    path("login/code/confirm/", code.confirm, name="account_confirm_login_code"),
    path("logout/", sign_out.sign_out, name="account_logout"),
    path("inactive/", closed.inactive, name="account_inactive"),
    path("signup/", closed.to_door, name="account_signup"),
    path("reauthenticate/", closed.to_security, name="account_reauthenticate"),
    path("confirm-email/", closed.to_door, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", closed.to_door, name="account_confirm_email"),
    path("password/reset/", closed.to_door, name="account_reset_password"),
    path("email/", security.email, name="account_email"),
    path("password/", security.password, name="account_change_password"),
    path("password/set/", closed.to_security, name="account_set_password"),
    path("sessions/", closed.to_security, name="usersessions_list"),
    path("2fa/", closed.to_security, name="mfa_index"),
    path("2fa/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
    path("2fa/trust/", second_factor.trust, name="mfa_trust"),
    path("2fa/reauthenticate/", closed.to_security, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", second_factor.activate, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", second_factor.deactivate, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", second_factor.download_codes, name="mfa_download_recovery_codes"),
]
