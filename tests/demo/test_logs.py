"""Nothing that readers or editors search for is in any log of the demo."""

import re
import socket
from urllib.parse import urlsplit

import httpx

from procedures.sample.accounts import ACCOUNTS
from tests.processes import PATIENCE, PLAIN

CANARY = "zzqcanary"
TYPED = {
    "Referer": f"https://hospital.example/{CANARY}/",
    "User-Agent": CANARY,
    "Authorization": f"Bearer {CANARY}",
    "X-Forwarded-For": "198.51.100.7",
}


def everything_logged(demo):
    files = [demo.output, *demo.data.rglob("*.log")]
    assert len(files) > 1  # the database's is one of them
    return "\n".join(file.read_text(errors="replace") for file in files)


def test_no_word_of_a_search_is_in_any_log(demo):
    for path in (f"search/?q={CANARY}", f"suggest/?q={CANARY}", f"resolve/?path=/{CANARY}/", f"procedures/?x={CANARY}"):
        demo.get(f"/api/v1/{path}", headers=TYPED)
    demo.get(f"/{CANARY[:3]}/?q={CANARY}", headers=TYPED)
    search_in_the_admin(demo)
    send_nonsense(demo)

    log = everything_logged(demo)

    assert '"GET /api/v1/search/ HTTP/1.1"' in log
    assert '"GET /admin/pages/search/ HTTP/1.1"' in log
    assert CANARY not in log
    assert "198.51.100.7" not in log


def search_in_the_admin(demo):
    account = ACCOUNTS[0]
    with httpx.Client(base_url=demo.base, timeout=PATIENCE, headers=TYPED, **PLAIN) as web:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)', web.get("/admin/login/").text)[1]
        form = {"csrfmiddlewaretoken": token, "username": CANARY, "password": CANARY}
        assert web.post("/admin/login/", data=form).status_code == 200
        form |= {"username": account.name, "password": account.password}
        assert web.post("/admin/login/", data=form).status_code == 302
        assert web.get(f"/admin/pages/search/?q={CANARY}").status_code == 200


def send_nonsense(demo):
    place = urlsplit(demo.base)
    for line in (f"GET /api/v1/search/?q={CANARY} and more HTTP/1.1", CANARY, f"GET /?{CANARY} HTTP/9.9"):
        with socket.create_connection((place.hostname, place.port)) as raw:
            raw.sendall(f"{line}\r\n\r\n".encode())
            raw.recv(1000)
