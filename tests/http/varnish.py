"""The real Varnish with the file that the project ships, before the real delivery plane."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.processes import PATIENCE, ROOT, answers, environment, free_port, get, wait_until
from tests.programs import VARNISH

VCL = ROOT / "examples" / "varnish" / "default.vcl"


class Program:
    """Runs in a process group of its own, so that it can be killed with all that it started."""

    def __init__(self):
        self.port = free_port()
        self.process = None

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        if self.process is None:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment(), start_new_session=True, stdout=subprocess.DEVNULL
            )
            wait_until(lambda: answers(f"{self.base}/healthz"), process=self.process)

    def kill(self):
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)
            self.process = None

    def environment(self):
        return os.environ


class DeliveryPlane(Program):
    def command(self):
        return [sys.executable, "manage.py", "delivery", "--port", str(self.port), "--workers", "1"]

    def environment(self):
        return environment("cms.settings.delivery")


class Varnish(Program):
    def __init__(self, folder, *, backend):
        super().__init__()
        self.folder = Path(folder)
        shipped = VCL.read_text()
        assert '.port = "8001"' in shipped
        (self.folder / "default.vcl").write_text(shipped.replace('.port = "8001"', f'.port = "{backend}"'))

    def command(self):
        address = f"127.0.0.1:{self.port}"
        vcl = str(self.folder / "default.vcl")
        return [
            VARNISH,
            "-F",
            "-j",
            "none",
            "-n",
            str(self.folder / "run"),
            "-f",
            vcl,
            "-a",
            address,
            "-s",
            "malloc,32M",
        ]

    def empty(self):
        admin = Path(VARNISH).with_name("varnishadm")
        admin = admin if admin.exists() else "varnishadm"
        subprocess.run([admin, "-n", self.folder / "run", "ban", "req.url", "~", "."], check=True, capture_output=True)

    def get(self, path, **headers):
        return get(f"{self.base}/api/v1/{path}", headers=headers)


def is_hit(answer):
    return answer.headers["Cache-Status"] == "varnish; hit"
