"""A browser without script, as small as the proofs need it: cookies, forms, redirects. Standard library only."""

import html
import http.client
import re
import urllib.parse
from html.parser import HTMLParser


class Page:
    """One answer: status, headers, text, and the forms and links in it."""

    def __init__(self, url: str, status: int, headers: http.client.HTTPMessage, body: bytes):
        self.url, self.status, self.headers, self.body = url, status, headers, body
        self.text = body.decode("utf-8", "replace")
        parser = _Parser()
        parser.feed(self.text)
        self.forms, self.links = parser.forms, parser.links

    def form(self, action: str) -> dict:
        """The form that posts to a path ending in `action`."""
        for form in self.forms:
            target = urllib.parse.urlsplit(urllib.parse.urljoin(self.url, form["action"])).path
            if target.endswith(action):
                return form
        raise LookupError(f"{self.url} ({self.status}) has no form for {action}; it has {[form['action'] for form in self.forms]}")


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[dict] = []
        self.links: list[str] = []
        self._form: dict | None = None

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = {"action": values.get("action", ""), "method": values.get("method", "get").lower(), "fields": {}, "names": []}
            self.forms.append(self._form)
        elif tag in ("input", "textarea", "button", "select") and self._form is not None and values.get("name"):
            kind = values.get("type", "text")
            self._form["names"].append(values["name"])
            if tag == "input" and kind in ("checkbox", "radio") and "checked" not in values:
                return
            if tag != "button":
                self._form["fields"][values["name"]] = values.get("value", "")
            else:
                self._form.setdefault("buttons", []).append((values["name"], values.get("value", "")))
        elif tag == "a" and "href" in values:
            self.links.append(values["href"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None


class Browser:
    """Keeps cookies as a browser does on localhost, and says of each press that it came from the page itself."""

    def __init__(self, origin: str):
        self.origin = origin
        parts = urllib.parse.urlsplit(origin)
        self.host, self.port = parts.hostname, parts.port
        self.cookies: dict[str, str] = {}

    def send(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"host": f"{self.host}:{self.port}", "accept": "text/html", "accept-encoding": "identity"}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent.update(headers or {})
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("set-cookie") or []:
            name, _, rest = line.partition("=")
            value = rest.split(";")[0]
            if value and "max-age=0" not in line.lower():
                self.cookies[name.strip()] = value
            else:
                self.cookies.pop(name.strip(), None)
        connection.close()
        return Page(urllib.parse.urljoin(self.origin, path), answer.status, answer.headers, content)

    def get(self, path: str) -> Page:
        """A GET, redirects followed."""
        page = self.send("GET", path)
        while page.status in (301, 302, 303, 307, 308):
            target = urllib.parse.urlsplit(urllib.parse.urljoin(page.url, page.headers["location"]))
            page = self.send("GET", target.path + (f"?{target.query}" if target.query else ""))
        return page

    def post(self, page: Page, action: str, **typed: str) -> Page:
        """Fills in the form for `action` on `page` and presses its button; redirects are followed."""
        form = page.form(action)
        fields = {**form["fields"], **typed}
        unknown = [name for name in typed if name not in form["names"]]
        if unknown:
            raise LookupError(f"the form for {action} has no fields {unknown}; it has {form['names']}")
        target = urllib.parse.urlsplit(urllib.parse.urljoin(page.url, form["action"])).path
        body = urllib.parse.urlencode(fields).encode()
        headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", "origin": self.origin}
        answer = self.send("POST", target, body, headers)
        return self.get(answer.headers["location"].removeprefix(self.origin)) if answer.status == 303 else answer


def words(markup: str) -> str:
    """The words of some HTML, without tags."""
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))
