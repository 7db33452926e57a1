"""The parts of the body treatments are about: a closed list, named in every language of the site."""

from typing import cast

from django.utils.translation import gettext_lazy, gettext_noop

from api.contract.values import BodyArea, BodyAreaSlug

BODY_AREAS: dict[BodyAreaSlug, dict[str, str]] = {
    "brain": {"en": gettext_noop("Brain"), "es": "Cerebro"},
    "spine": {"en": gettext_noop("Spine"), "es": "Columna vertebral"},
    "head-and-neck": {"en": gettext_noop("Head and neck"), "es": "Cabeza y cuello"},
    "heart": {"en": gettext_noop("Heart"), "es": "Corazón"},
    "chest": {"en": gettext_noop("Chest and lungs"), "es": "Tórax y pulmones"},
    "abdomen": {"en": gettext_noop("Abdomen"), "es": "Abdomen"},
    "pelvis": {"en": gettext_noop("Pelvis"), "es": "Pelvis"},
    "shoulder": {"en": gettext_noop("Shoulder"), "es": "Hombro"},
    "arm-and-hand": {"en": gettext_noop("Arm and hand"), "es": "Brazo y mano"},
    "hip": {"en": gettext_noop("Hip"), "es": "Cadera"},
    "knee": {"en": gettext_noop("Knee"), "es": "Rodilla"},
    "leg-and-foot": {"en": gettext_noop("Leg and foot"), "es": "Pierna y pie"},
    "skin": {"en": gettext_noop("Skin"), "es": "Piel"},
    "whole-body": {"en": gettext_noop("Whole body"), "es": "Todo el cuerpo"},
}
CHOICES = [(slug, gettext_lazy(names["en"])) for slug, names in BODY_AREAS.items()]


def body_area(slug: str, *, locale: str) -> BodyArea | None:
    """None for no choice. A language without a name of its own falls back to English."""
    if not slug:
        return None
    known = cast(BodyAreaSlug, slug)
    names = BODY_AREAS[known]
    return BodyArea(slug=known, name=names.get(locale.split("-")[0], names["en"]))
