"""The admin carries the hospital's name and mark."""

import re

from django.test import Client

MARK = "https://hospital.example/mark.svg"


def test_admin_and_sign_in_show_the_mark_of_the_hospital(editor, settings):
    settings.HOSPITAL_MARK, settings.WAGTAIL_SITE_NAME = MARK, "Larkmoor Hospital"

    for browser, path in ((editor, "/admin/"), (Client(), "/admin/login/")):
        assert f'src="{MARK}"' in browser.get(path).content.decode()
    assert "Larkmoor Hospital" in editor.get("/admin/").content.decode()


def test_without_one_wagtails_stays(editor):
    assert re.search(
        r"<template data-wagtail-sidebar-branding-logo>\s*</template>", editor.get("/admin/").content.decode()
    )
