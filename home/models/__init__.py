from home.models.door import DoorPage
from home.models.front import FrontDoor, FrontTopic, HomePage
from home.models.region import RegionIndexPage, RegionPage
from home.models.settings import FooterLink, NavigationLink, SiteLook
from home.models.standard import StandardPage

__all__ = [
    "DoorPage",
    "FooterLink",
    "FrontDoor",
    "FrontTopic",
    "HomePage",
    "NavigationLink",
    "RegionIndexPage",
    "RegionPage",
    "SiteLook",
    "StandardPage",
]
