"""Haircuts for the people of ``people``: what hangs behind the head, and what frames the face."""

from dataclasses import dataclass

from procedures.sample.drawings.curves import Points, arc, closed_curve, mirrored, oval, path


@dataclass(frozen=True)
class Haircut:
    """Outlines, on a face whose middle is at (300, 260)."""

    front: tuple[Points, ...]
    behind: tuple[Points, ...] = ()
    covers_ears: bool = False


def lock(text: str) -> Points:
    """A smooth outline through the points."""
    return closed_curve(path(text))


def curls(*places: tuple[float, float, float]) -> tuple[Points, ...]:
    """Balls of hair: middle and radius of each."""
    return tuple(oval((x, y), rx=radius, ry=radius) for x, y, radius in places)


SIDE_OF_LONG_HAIR = lock("304,126 240,136 196,196 188,300 206,330 216,258 248,206 304,160")
RING_OF_CURLS = tuple(oval(center, rx=54, ry=54) for center in arc((300, 216), radius=102, start=0, end=340)[::6])

BUN = Haircut(
    front=(lock("200,262 204,190 244,138 300,122 356,138 396,190 400,262 384,222 340,186 286,190 230,216 212,240"),),
    behind=(oval((300, 112), rx=50, ry=50), oval((300, 220), rx=106, ry=100)),
)
SHORT = Haircut(
    front=(lock("204,256 204,190 240,138 300,122 360,138 396,190 396,256 384,206 352,184 300,180 248,184 216,206"),),
)
BOB = Haircut(
    front=(lock("192,300 194,200 236,136 300,120 364,136 406,200 408,300 392,292 380,224 300,214 220,224 208,292"),),
    behind=(lock("188,240 214,150 300,112 386,150 412,240 418,350 390,376 300,366 210,376 182,350"),),
    covers_ears=True,
)
HIGH_FOREHEAD = Haircut(
    front=(
        lock("200,262 198,196 230,144 300,120 370,144 402,196 400,262 388,226 368,172 326,154 274,154 232,172 212,226"),
    ),
)
LONG = Haircut(
    front=(SIDE_OF_LONG_HAIR, mirrored(SIDE_OF_LONG_HAIR, at=300)),
    behind=(lock("190,240 214,150 300,112 386,150 410,240 430,400 440,520 380,560 300,480 220,560 160,520 170,400"),),
    covers_ears=True,
)
SWEPT = Haircut(
    front=(lock("204,254 196,196 226,142 300,112 378,130 408,180 398,254 386,212 330,192 270,166 236,196 216,214"),),
)
CURLS = Haircut(
    front=curls(
        (214, 206, 30),
        (236, 168, 34),
        (272, 146, 34),
        (312, 140, 34),
        (350, 152, 34),
        (380, 184, 32),
        (390, 220, 24),
    ),
    behind=(*RING_OF_CURLS, oval((300, 216), rx=104, ry=104)),
)
WAVES = Haircut(
    front=(
        lock("330,124 250,128 198,190 184,290 204,336 212,262 250,206 336,168"),
        lock("318,124 372,140 406,196 416,290 398,336 390,266 370,214 320,172"),
    ),
    behind=(
        lock(
            "184,240 212,144 300,108 388,144 416,240 428,300 412,350 436,404 396,440 300,420 204,440 164,404 "
            "188,350 172,300"
        ),
    ),
    covers_ears=True,
)
