"""What `people` adds to the admin: texts of consents; no person is ever listed there (spec: reliability §2)."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from people.models import ConsentDocument
from people.viewsets import ConsentDocumentViewSet, FrozenOncePublished

register_permission_policy(ConsentDocument, FrozenOncePublished(ConsentDocument))
register_snippet(ConsentDocumentViewSet)
