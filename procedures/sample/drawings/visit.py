"""A first visit."""

from dataclasses import replace

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import Canvas
from procedures.sample.drawings.curves import Points, path
from procedures.sample.drawings.people import PATIENT, PEOPLE, draw_person
from procedures.sample.drawings.places import draw_picture, draw_plant, draw_window


def first_visit() -> bytes:
    """A doctor and a patient look at a sheet of paper together."""
    canvas = Canvas(color.SAND)
    draw_window(canvas, (450, 60), width=320, height=250)
    draw_picture(canvas, (50, 70))
    with canvas.moved_to((1086, 532), scale=0.74):
        draw_plant(canvas, (0, 0))
    doctor = replace(PEOPLE["portrait-1"], turn=16)
    for corner, person in (((130, 70), doctor), ((640, 84), PATIENT)):
        with canvas.moved_to(corner, scale=0.78):
            draw_person(canvas, person)
    canvas.panel((0, 540), width=1200, height=140, fill=color.BONE_SHADE)
    canvas.panel((0, 532), width=1200, height=16, fill=color.BONE_LINE)
    canvas.polygon(path("510,562 690,562 716,640 484,640"), fill=color.WHITE)
    for y, reach in ((582, 70), (600, 76), (618, 54)):
        canvas.line([(600 - reach, y), (600 + reach, y)], width=5, color=color.FOAM)
    draw_arm(canvas, path("252,500 258,570 340,610 480,602"), sleeve=color.WHITE, hand=doctor.skin)
    draw_arm(canvas, path("986,512 974,576 880,620 740,612"), sleeve=PATIENT.shirt, hand=PATIENT.skin)
    canvas.line([(490, 586), (532, 604)], width=9, color=color.NAVY)
    return canvas.png()


def draw_arm(canvas: Canvas, points: Points, *, sleeve: str, hand: str) -> None:
    (x0, y0), (x1, y1) = points[-2:]
    canvas.tube(points[-2:], widths=(30, 26), color=hand)
    canvas.oval((x1, y1), rx=26, ry=18, fill=hand)
    cuff = ((x0 + x1) / 2, (y0 + y1) / 2)
    canvas.tube([*points[:-1], cuff], widths=(78, 66, 56), color=sleeve)
