"""The requests of the tour: a fraud with a charge of sedition beside it, and two that must be refused."""

from msgspec.structs import replace

from comity.kernel import wire
from comity.notices.request import Assurances, NoticeRequest

_FACTS = (
    "Between 3 March and 9 June 2025, in Veld, Ilya Maretov sold shares in a building that did not exist to eleven "
    "buyers. He showed them a forged permit, took USD 410,000 in deposits into his own account and left the country "
    "with the money. He is also accused of having called the government illegitimate in a speech in May 2025."
)
_REQUEST = {
    "kind": "red",
    "requesting_member": "XA",
    "reference": "XA/2026/0041",
    "language": "en",
    "requesting_authority": {"name": "District Court of Veld", "reference": "KT 77/25"},
    "bureau_contact": "Duty desk of the bureau of XA",
    "validated_by": "Officer 14",
    "subject": {
        "type": "person",
        "family_name": "Maretov",
        "forenames": "Ilya",
        "names_in_original_script": ["Маретов Илья"],
        "sex": "male",
        "birth": {"date": "1971-05", "place": "Velograd", "country": "XB"},
        "nationalities": ["XB"],
        "documents": [{"type": "passport", "number": "K1234567", "country": "XB"}],
        "description": {"height_cm": 181, "eyes": "brown", "hair": "black"},
    },
    "judicial": {
        "stage": "prosecution",
        "facts": _FACTS,
        "facts_place": "Veld, XA",
        "facts_country": "XA",
        "facts_period": {"from": "2025-03-03", "to": "2025-06-09"},
        "charges": [
            {
                "title": "Fraud",
                "law": "Criminal Code, s. 271",
                "category": "fraud",
                "max_penalty_months": 120,
                "max_penalty_kind": "term",
                "death_penalty": False,
            },
            {
                "title": "Sedition",
                "law": "Criminal Code, s. 90",
                "category": "treason_sedition",
                "max_penalty_months": 84,
                "max_penalty_kind": "term",
                "death_penalty": False,
            },
        ],
        "loss": {"currency": "USD", "amount": "410000"},
        "warrant": {
            "reference": "W-77/2025",
            "issued_by": "District Court of Veld",
            "issued_on": "2025-09-15",
            "authority_is_judicial": True,
        },
    },
    "assurances": {"extradition_will_be_sought": True, "coordinated_with_extradition_authority": True},
    "international_interest": "Was seen entering XC in December 2025.",
    "circulation": {"mode": "except", "members": ["XE"]},
    "public_extract": {"authorised": True, "reason": "Other buyers may have been deceived."},
    "handling": "official",
}


def whole() -> NoticeRequest:
    """Return the request as it is mended."""
    return wire.convert(_REQUEST, NoticeRequest, "request")


def first_draft() -> NoticeRequest:
    """Return the request as the bureau first writes it: without assurances, contact or interest for others."""
    return replace(whole(), assurances=Assurances(), bureau_contact=None, international_interest=None)


def about(family_name: str, forenames: str, reference: str) -> NoticeRequest:
    """Return an ordinary request about another person, with the fraud alone."""
    body = whole()
    assert body.judicial is not None
    assert body.judicial.facts is not None
    facts, _, _ = body.judicial.facts.replace("Ilya Maretov", f"{forenames} {family_name}").partition(" He is also")
    judicial = replace(body.judicial, charges=body.charges[:1], facts=facts)
    subject = replace(body.subject, family_name=family_name, forenames=forenames, names_in_original_script=[])
    return replace(body, reference=reference, subject=subject, judicial=judicial)
