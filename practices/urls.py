from django.urls import path

from practices.views import short

app_name = "practices"
urlpatterns = [path("p/<int:number>/", short.by_number, name="short")]
