from people.models.card import CodeCard
from people.models.consent import Consent, ConsentDocument, ConsentWithdrawal
from people.models.user import User

__all__ = ["CodeCard", "Consent", "ConsentDocument", "ConsentWithdrawal", "User"]
