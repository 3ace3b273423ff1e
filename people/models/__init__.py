from people.models.card import CodeCard
from people.models.consent import Consent, ConsentDocument, ConsentWithdrawal, Purpose
from people.models.data import DataArchive, ErasureAct, ErasureRequest
from people.models.scan import ConsentScan
from people.models.sign_in import SignInLink
from people.models.user import Audience, User

__all__ = [
    "Audience",
    "CodeCard",
    "Consent",
    "ConsentDocument",
    "ConsentScan",
    "ConsentWithdrawal",
    "DataArchive",
    "ErasureAct",
    "ErasureRequest",
    "Purpose",
    "SignInLink",
    "User",
]
