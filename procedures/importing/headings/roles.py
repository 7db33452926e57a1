"""Headings that open no section: contact, contents lists, and the umbrella over several sections."""

from typing import Literal

from procedures.language.patterns import any_of

HeadingRole = Literal["section", "contact", "contents", "umbrella"]

CONTENTS = any_of(
    r"""
    (?:on|in) this (?:page|article|section|leaflet|booklet|topic)
    (?:table of )?contents
    jump to
    page contents
    quick links
    what'?s (?:on|in) this (?:page|leaflet)
    en esta página
    contenidos?
    índice
    """
)

CONTACT = any_of(
    r"""
    find your care
    find (?:doctor|care)(?: near you)?
    questions\W+contact us
    (?:any |have )?questions or concerns
    (?:make|request|schedule|book)(?: (?:your|my))? (?:appointment|consultation|visit)(?: (?:today|now|online))?
    (?:how to )?contact(?: (?:us|details|information|info|numbers?|our \w+|…(?: \w+)?))?
    contact \w+ (?:team|unit|clinic|centre|center|service)
    contacting .{1,40}
    get in touch(?: with .{1,30})?
    call us(?: today| now)?
    appointments?
    talk to us
    speak (?:to|with) us
    useful (?:contacts|telephone numbers|numbers)
    phone numbers?
    how to reach us
    (?:pida|solicite|haga) (?:su |una )?cita
    contáct(?:e|a)nos
    contacto
    llámenos
    """
)

UMBRELLA = any_of(
    r"""
    what (?:to|can i|can you|you can|should i|should you|you should|do i) expect(?: (?:from|with|at|of) .{1,60})?
    qué esperar
    """
)
