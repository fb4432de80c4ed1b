"""One of every mail that an incident sends by itself or because somebody pressed something."""

import http.client
import re
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from browser import Browser
from program import WORK, Installation
from way import SIX_DIGITS, TYPED_CODE

COLUMNS = "external_id,given_name,family_name,email,country,region,language,kind,categories"
PEOPLE = [("en", "adult"), ("es", "adult"), ("en", "minor"), ("en", "deceased"), ("en", "adult")]
CONFIRM = r"/subscriptions/confirm#([0-9a-z]{52})"

# What a mail to an address holds that a pattern finds, once it has come.
Text = Callable[[str, str], str]


def open_incident(site: Installation, slug: str, *options: str) -> None:
    """Open to the public, with five people and a first notice that goes out once the server runs."""
    site.run("incident", "new", slug, *options)
    site.run("incident", "publish", slug)
    people = Path(WORK / "people.csv")
    rows = [f"T-{at},Given{at},Example,person{at}@example.org,US,US-CA,{lang},{kind},name;email" for at, (lang, kind) in enumerate(PEOPLE)]
    people.write_text("\r\n".join([COLUMNS, *rows, ""]), encoding="utf-8")
    site.run("import", str(people), "--incident", slug, "--accept", "--reason", "proof")
    site.run("notice", "new", "--incident", slug, "--name", "First notice")
    site.run("notice", "send", "--incident", slug, "--yes")


def ask_for_all(site: Installation, slug: str, text: Text) -> dict[str, str]:
    """Presses what leads to a mail; the real tokens that are still to be used, by what they are for."""
    browser = Browser(site.origin)
    browser.post(browser.get("/check"), "/check", email="person4@example.org")
    code = text(TYPED_CODE.pattern, "person0@example.org")
    page = browser.post(browser.get("/code"), "/code", code=code)
    page = browser.post(page, "/open/send")
    browser.post(page, "/open/enter", digits=text(SIX_DIGITS.pattern, "person0@example.org"))
    browser.post(browser.get("/me/help"), "/me/help", message="I have a question.")
    page = browser.get("/me/contact")
    page = browser.post(page, "/me/contact", email="moved@example.org")
    browser.post(page, "/me/contact", digits=text(SIX_DIGITS.pattern, "moved@example.org"))
    for email in ("asked@example.org", "active@example.org"):
        stranger = Browser(site.origin)
        stranger.post(stranger.get("/subscribe"), "/subscribe", scope=slug, email=email)
    active = text(CONFIRM, "active@example.org")
    press(site, "/subscriptions/confirm", {"token": active})
    stranger = Browser(site.origin)
    stranger.post(stranger.get("/subscriptions/link"), "/subscriptions/link", email="active@example.org")
    return {
        "confirm": text(CONFIRM, "asked@example.org"),
        "preferences": text(r"/subscriptions/open#([0-9a-z]{52})", "active@example.org"),
        "invitation": text(r"/open#([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])", "person1@example.org"),
        "code": text(TYPED_CODE.pattern, "person1@example.org"),
    }


def press(site: Installation, path: str, form: dict, connection: http.client.HTTPConnection | None = None) -> tuple[int, str, str]:
    """Status, where it leads, and the cookie it gave."""
    connection = connection or http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    headers = {"host": f"localhost:{site.port}", "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", "origin": site.origin}
    connection.request("POST", path, urllib.parse.urlencode(form), headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers.get("location", ""), answer.headers.get("set-cookie", "")


def found_in(mail: str, pattern: str) -> str | None:
    """The group of `pattern` in a mail's text, or all of what it finds."""
    hit = re.search(pattern, mail, re.MULTILINE)
    return (hit[1] if hit.re.groups else hit[0]) if hit else None
