#!/usr/bin/env python
"""Runs Django's commands. Development settings unless DJANGO_SETTINGS_MODULE says otherwise."""

import gc
import os
import sys


def take_data_folder(arguments: list[str]) -> None:
    """``--data DIR`` must be known before the settings are read: it says where the embedded database is."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--data":
            os.environ["HOSPITAL_DATA"] = value or "".join(arguments[index + 1 : index + 2])


def main() -> None:
    if sys.argv[1:2] == ["demo"]:
        take_data_folder(sys.argv[2:])
    # Looking for cycles again and again, while what is loaded stays anyway, takes a twentieth of each start.
    gc.set_threshold(100_000, 20, 20)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
