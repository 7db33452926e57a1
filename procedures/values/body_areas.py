"""The parts of the body treatments are about: a closed list, named in every language of the site."""

from typing import cast

from api.contract.values import BodyArea, BodyAreaSlug

BODY_AREAS: dict[BodyAreaSlug, dict[str, str]] = {
    "brain": {"en": "Brain", "es": "Cerebro"},
    "spine": {"en": "Spine", "es": "Columna vertebral"},
    "head-and-neck": {"en": "Head and neck", "es": "Cabeza y cuello"},
    "heart": {"en": "Heart", "es": "Corazón"},
    "chest": {"en": "Chest and lungs", "es": "Tórax y pulmones"},
    "abdomen": {"en": "Abdomen", "es": "Abdomen"},
    "pelvis": {"en": "Pelvis", "es": "Pelvis"},
    "shoulder": {"en": "Shoulder", "es": "Hombro"},
    "arm-and-hand": {"en": "Arm and hand", "es": "Brazo y mano"},
    "hip": {"en": "Hip", "es": "Cadera"},
    "knee": {"en": "Knee", "es": "Rodilla"},
    "leg-and-foot": {"en": "Leg and foot", "es": "Pierna y pie"},
    "skin": {"en": "Skin", "es": "Piel"},
    "whole-body": {"en": "Whole body", "es": "Todo el cuerpo"},
}
CHOICES = [(slug, names["en"]) for slug, names in BODY_AREAS.items()]


def body_area(slug: str, *, locale: str) -> BodyArea | None:
    """None for no choice. A language without a name of its own falls back to English."""
    if not slug:
        return None
    known = cast(BodyAreaSlug, slug)
    names = BODY_AREAS[known]
    return BodyArea(slug=known, name=names.get(locale.split("-")[0], names["en"]))
