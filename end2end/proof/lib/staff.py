"""Members of staff without a browser: set up from a link, sign in with both factors, sit at desks."""

import base64
import hashlib
import hmac
import re
import struct
import time
import urllib.parse

from browser import Browser, Page
from program import Installation

PASSWORD = "wet lantern over nine bridges"


class Member:
    """One account that is set up, with its authenticator app."""

    def __init__(self, site: Installation, email: str, role: str):
        self.email, self.last_step = email, 0
        self.browser = Browser(site.origin)
        link = site.json("staff", "add", email, "--role", role)["link"]
        page = self.browser.get("/staff/enrol")
        page = self.browser.post(page, "/staff/enrol", token=urllib.parse.urlsplit(link).fragment)
        page = self.browser.post(page, "/staff/enrol/password", name="Ana", password=PASSWORD, again=PASSWORD)
        # An app, not a passkey.
        page = self.browser.get("/staff/enrol/app")
        secret = re.search(r'<code class="code">([A-Z2-7 ]+)</code>', page.text)
        if secret is None:
            raise RuntimeError(f"{page.url} ({page.status}) shows no secret")
        self.seed = base64.b32decode(secret[1].replace(" ", ""))
        page = self.browser.post(page, "/staff/enrol/app", code=self.code())
        if page.status != 200 or self.browser.get("/staff").status != 200:
            raise RuntimeError(f"the account was not set up: {page.status}")

    def code(self) -> str:
        """Six digits that were not used yet: each half minute has one, and the next one's count already."""
        step = max(int(time.time()) // 30, self.last_step + 1)
        while step > int(time.time()) // 30 + 1:
            time.sleep(0.5)
        self.last_step = step
        digest = hmac.new(self.seed, struct.pack(">Q", step), hashlib.sha1).digest()
        at = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06}"

    def sign_in(self, site: Installation, browser: Browser | None = None) -> Browser:
        """A browser with a session of both factors; a new one unless one is given."""
        browser = browser or Browser(site.origin)
        page = browser.post(browser.get("/staff/signin"), "/staff/signin", email=self.email, password=PASSWORD)
        page = browser.post(page, "/staff/signin/second", code=self.code())
        if page.status != 200 or browser.get("/staff").status != 200:
            raise RuntimeError(f"{self.email} was not signed in: {page.url} {page.status}")
        return browser


def moved(browser: Browser, site: Installation) -> Browser:
    """The same browser, cookies and all, before another server."""
    other = Browser(site.origin)
    other.cookies = dict(browser.cookies)
    return other


def propose(browser: Browser, slug: str, title: str, next_day: str) -> str:
    """An update for everybody; the path of its proposal."""
    page = browser.get(f"/staff/incidents/{slug}/updates/new")
    words = {"title_en": title, "body_en": "We know more.", "title_es": f"{title} es", "body_es": "Sabemos más."}
    fields = {"kind": "facts", "audience": "everybody", **words, "next_day": next_day, "next_hour": "17:00"}
    return path_of(browser.post(page, "/updates/new", **fields))


def approve(browser: Browser, proposal: str, **fields: str) -> Page:
    """Somebody else's press: now, or with `when="later"` and a time."""
    page = browser.post(browser.get(f"{proposal}/approve"), f"{proposal}/approve", **{"when": "now", **fields})
    if page.status != 200:
        raise RuntimeError(f"{proposal} was not approved: {page.status}")
    return page


def path_of(page: Page) -> str:
    """Where a page stands; an error when it is none."""
    if page.status != 200:
        raise RuntimeError(f"{page.url} answers {page.status}")
    return urllib.parse.urlsplit(page.url).path
