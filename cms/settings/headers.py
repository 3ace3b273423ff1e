"""Content security policies: nothing inline, nothing from foreign hosts (spec: platform §3)."""

CSP_PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
CSP_ADMIN = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "frame-ancestors 'self'"
)
CSP_FILES = "default-src 'none'; sandbox"
PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=()"
