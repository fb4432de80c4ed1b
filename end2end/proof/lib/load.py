"""Load: wrk, and nginx beside it with the same bytes."""

import gzip
import re
import subprocess
from pathlib import Path

from program import WORK, free_port

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}


def wrk(url: str, seconds: int, connections: int = 32, headers: dict | None = None, script: str | None = None) -> dict:
    """Requests a second, latencies in milliseconds, and how many answers were no 2xx."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    if script is not None:
        path = WORK / "wrk.lua"
        path.write_text(script, encoding="utf-8")
        command += ["-s", str(path)]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    latency = {name: float(value) * _UNITS[unit] for name, value, unit in re.findall(r"^\s+(\d+)%\s+([\d.]+)(us|ms|s|m)$", said, re.M)}
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return {
        "per_second": round(float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))),
        "p50_ms": latency.get("50"),
        "p99_ms": latency.get("99"),
        "not_2xx": int(refused.group(1)) if refused else 0,
        "socket_errors": sum(map(int, broken.groups())) if broken else 0,
    }


# Keeps to a number of requests a second: each connection waits between its requests.
PACED = """
local wait = {wait_ms}
function delay() return math.random(0, 2 * wait) end
"""


def paced(per_second: int, connections: int) -> str:
    """A wrk script for about `per_second` requests over `connections`."""
    return PACED.format(wait_ms=round(1000 * connections / per_second))


class Nginx:
    """Serves one body from disk, set up as one would for static files: sendfile, an open-file cache, no access log."""

    def __init__(self, body: bytes, headers: dict[str, str]):
        folder = WORK / "nginx"
        (folder / "site").mkdir(parents=True)
        (folder / "site" / "page.html").write_bytes(body)
        (folder / "site" / "page.html.gz").write_bytes(gzip.compress(body, 9))
        self.port = free_port()
        added = "\n".join(f'add_header {name} "{value}";' for name, value in headers.items())
        (folder / "nginx.conf").write_text(
            f"""
            daemon off; worker_processes auto; pid {folder}/pid; error_log {folder}/error.log;
            events {{ worker_connections 8192; }}
            http {{
                access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100; default_type text/html; etag on;
                client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
                server {{ listen 127.0.0.1:{self.port} backlog=4096; root {folder}/site; gzip_static on; charset utf-8; {added} }}
            }}""",
            encoding="utf-8",
        )
        for path in (folder, folder / "site"):
            path.chmod(0o755)
        program = next(path for path in ("/usr/sbin/nginx", "/usr/bin/nginx") if Path(path).exists())
        self.process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL)
        self.url = f"http://127.0.0.1:{self.port}/page.html"

    def stop(self):
        self.process.terminate()
        self.process.wait()
