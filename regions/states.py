"""States of an organisation (spec: civic A3)."""

from core.states import Moves
from regions.models.organisation import OrganisationStatus as S

ORGANISATION_MOVES = Moves(
    {
        S.PROPOSED: {S.VERIFIED, S.MERGED, S.REJECTED},
        S.VERIFIED: {S.CLOSED, S.MERGED},
        S.CLOSED: {S.VERIFIED},
    }
)
