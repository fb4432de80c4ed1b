"""The way a person takes, without a browser: notice, code, one-time code, personal page, request."""

import re
import time

from browser import Browser, Page
from program import Installation
from sink import Sink

TYPED_CODE = re.compile(r"\bE-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
SIX_DIGITS = re.compile(r"^\s*(\d{3} ?\d{3})\s*$", re.MULTILINE)


def within(seconds: float, what: str, look):
    """What `look` finds, asked again and again; an error names `what` was waited for."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise RuntimeError(f"after {seconds} s still no {what}")


class Way:
    """One browser on one installation whose mail goes into a sink."""

    def __init__(self, site: Installation, sink: Sink):
        self.site, self.sink, self.browser = site, sink, Browser(site.origin)

    def send_notice(self, slug: str, to: list[str]) -> None:
        """Makes the notice and sends it; returns when every address has its message."""
        self.site.run("notice", "new", "--incident", slug, "--name", "First notice")
        self.site.run("notice", "send", "--incident", slug, "--yes")
        within(120, "notice for everybody", lambda: all(self.sink.to(address) for address in to))

    def text_to(self, address: str, pattern: re.Pattern) -> str:
        """What the newest message to `address` that matches holds."""

        def look():
            for message in reversed(self.sink.to(address)):
                hit = pattern.search(message.get_body(("plain",)).get_content())
                if hit:
                    return hit[1] if pattern.groups else hit[0]
            return None

        return within(30, f"message to {address}", look)

    def let_in(self, address: str) -> Page:
        """Typed code, one-time code, personal page."""
        page = self.browser.get("/code")
        page = self.browser.post(page, "/code", code=self.text_to(address, TYPED_CODE))
        page = self.browser.post(page, "/open/send")
        page = self.browser.post(page, "/open/enter", digits=self.text_to(address, SIX_DIGITS))
        page = self.browser.get("/me")
        if page.status != 200:
            raise RuntimeError(f"/me answers {page.status}")
        return page

    def ask_for_help(self, message: str) -> Page:
        page = self.browser.get("/me/help")
        return self.browser.post(page, "/me/help", message=message)

    def check(self, address: str) -> Page:
        page = self.browser.get("/check")
        return self.browser.post(page, "/check", email=address)
