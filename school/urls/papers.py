"""Addresses of certificates and papers for the employer; part of `school.urls`."""

from django.urls import path

from school.views import certificate, desk_certificates

urlpatterns = [
    path("school/desk/certificates/", desk_certificates.front, name="desk_certificates"),
    path("school/desk/certificates/waiting/", desk_certificates.waiting, name="desk_certificates_waiting"),
    path("school/desk/certificates/<str:public_id>/", desk_certificates.one, name="desk_certificate"),
    path("school/desk/certificates/<str:public_id>/file/", desk_certificates.file, name="desk_certificate_file"),
    path("school/desk/certificates/<str:public_id>/<slug:name>/", desk_certificates.act, name="desk_certificate_act"),
    path("school/<str:public_id>/certificate/", certificate.certificate, name="certificate"),
    path("school/<str:public_id>/certificate/correct/", certificate.correct, name="certificate_correct"),
    path("school/<str:public_id>/certificate/file/", certificate.certificate_file, name="certificate_file"),
    path("school/<str:public_id>/papers/", certificate.papers, name="papers"),
    path("school/<str:public_id>/papers/<str:paper_id>/", certificate.paper_file, name="paper_file"),
]
