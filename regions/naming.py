"""Names as keys: how two spellings of one name are seen to be one."""

from core.search.words import words

LEGAL_FORMS = {"ооо", "ано", "бф", "нко", "оо", "мбу", "мку", "моо", "роо", "ип", "тос"}


def name_norm(name: str) -> str:
    """A name for filtering, sorting and finding doubles: lower case, ё as е, without quotes and legal forms.

    A name of nothing but legal forms keeps them.
    """
    folded = [word.replace("ё", "е") for word in words(name.replace("№", " "))]
    return " ".join([word for word in folded if word not in LEGAL_FORMS] or folded)
