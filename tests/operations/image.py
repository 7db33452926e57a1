"""What the Dockerfile builds, made in a folder: its own instructions, carried out with the folder in place of ``/``."""

import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from cms.environment import ProductionEnvironment
from tests.operations.dockerfile import copied_files, read_stages
from tests.processes import PATIENCE, free_port, wait_until

PLACES = ("/app", "/dev/shm", "/var/lib/hospital")  # noqa: S108
NOT_OF_THE_IMAGE = {name.upper() for name in ProductionEnvironment.model_fields} | {
    "DJANGO_SETTINGS_MODULE",
    "PYTHONPATH",
    "UV_PROJECT_ENVIRONMENT",
    "VIRTUAL_ENV",
}
CHEAPLY = {"UV_COMPILE_BYTECODE": "0", "UV_LINK_MODE": "hardlink", "PYTHONDONTWRITEBYTECODE": ""}
"""Of thousands of modules that are installed, most are never loaded here: the others are compiled when they are."""
PLAIN_FILES = """
from cms.settings.production import *

WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("css", "js", "map")
"""
"""Settings for collecting static files: pressing the admin's takes half a minute, and is WhiteNoise's affair."""


class Image:
    """The files of the image in ``folder``, and commands run among them as a container would."""

    def __init__(self, folder):
        self.folder = folder
        self.places = {place: str(folder / place.strip("/")) for place in PLACES}
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OF_THE_IMAGE}
        # The path leads past the environment of the tests, whose programs would stand in for what is missing.
        self.outer = kept | {"UV_PYTHON": sys.executable, "PATH": os.defpath}

    @property
    def application(self):
        return Path(self.places["/app"])

    def build(self):
        """Everything but the installation of uv, which is here already."""
        stage = read_stages()[0]
        for place in self.places.values():
            Path(place).mkdir(parents=True)
        uv = Path(os.environ.get("UV") or shutil.which("uv"))
        environment = self._environment(stage) | {"PYTHONPATH": str(self.folder)}
        environment["PATH"] += f"{os.pathsep}{uv.parent}"
        (self.folder / "plain_files.py").write_text(PLAIN_FILES)
        for instruction in stage.instructions:
            if instruction.is_from_context:
                self._copy(instruction)
            elif instruction.name == "RUN" and not instruction.text.startswith("pip install"):
                text = self._moved(instruction.text).replace("=cms.settings.production", "=plain_files")
                self._finish(["sh", "-c", text], environment)

    def run(self, command, variables):
        """The result of a command that ends, with the image's environment and these variables over it."""
        environment = self._environment(read_stages()[-1]) | variables
        return subprocess.run(
            command,
            cwd=self.application,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    @contextmanager
    def server(self, command, variables):
        """The port of a server that runs meanwhile. Its output is in the image's folder."""
        port = free_port()
        environment = self._environment(read_stages()[-1]) | variables | {"PORT": str(port)}
        with (self.folder / "output").open("w+") as output:
            process = subprocess.Popen(command, cwd=self.application, env=environment, stdout=output, stderr=output)
            try:
                wait_until(lambda: listens(port), process=process, complaint=lambda: self.output)
                yield port
            finally:
                process.terminate()
                process.wait(PATIENCE)

    @property
    def output(self):
        return (self.folder / "output").read_text()

    def _copy(self, instruction):
        for source, target in copied_files(instruction):
            path = self.application / target
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, path)

    def _environment(self, stage):
        own = stage.environment({"PATH": self.outer["PATH"]})
        return self.outer | {name: self._moved(value) for name, value in own.items()} | CHEAPLY

    def _moved(self, text):
        for place, folder in self.places.items():
            text = re.sub(rf"(?<![\w/]){place}(?=[/:]|$)", folder, text)
        return text

    def _finish(self, command, environment):
        result = subprocess.run(command, cwd=self.application, env=environment, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr


def listens(port):
    """Whether somebody takes connections there."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
