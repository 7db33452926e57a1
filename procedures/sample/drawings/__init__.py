"""The pictures of the sample hospital, drawn by the program: flat shapes in a few colors, the same every time."""

from collections.abc import Callable
from functools import partial

from procedures.sample.drawings import brain, digestion, heart, joints, people, places, spine, visit

PICTURES: dict[str, Callable[[], bytes]] = {
    "spine-cross-section": spine.spine_cross_section,
    "needle-guidance": spine.needle_guidance,
    "brain-electrode": brain.brain_electrode,
    "spine-stimulator": spine.spine_stimulator,
    "pain-pump": spine.pain_pump,
    "heart-valve": heart.heart_valve,
    "heart-rhythm": heart.heart_rhythm,
    "coronary-bypass": heart.coronary_bypass,
    "hip-joint": joints.hip_joint,
    "knee-joint": joints.knee_joint,
    "shoulder-joint": joints.shoulder_joint,
    "gallbladder": digestion.gallbladder,
    "stomach-sleeve": digestion.stomach_sleeve,
    "colonoscope": digestion.colonoscope,
    "campus": places.campus,
    "waiting-room": places.waiting_room,
    "first-visit": visit.first_visit,
    "tremor-spiral": brain.tremor_spiral,
} | {key: partial(people.portrait, key) for key in people.PEOPLE}


def draw(key: str) -> bytes:
    """A PNG: 1200 x 675 pixels, portraits 600 x 600. Raise KeyError for a picture there is not."""
    return PICTURES[key]()
