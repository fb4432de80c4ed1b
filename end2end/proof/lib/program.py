"""Runs the program under proof: its commands, its server, its files."""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path

PROGRAM = os.environ["PROOF_PROGRAM"]
WORK = Path(os.environ["PROOF_WORK"])
SCALE = float(os.environ.get("PROOF_SCALE", "1"))


def say(**measured) -> None:
    """One line of what was measured."""
    print(json.dumps(measured, ensure_ascii=False), flush=True)


def free_port() -> int:
    """A port nobody listens at, from below those that the system gives to connections that go out: one of theirs is taken within the second."""
    lowest_of_connections = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii").split()[0])
    while True:
        port = secrets.choice(range(10_000, max(lowest_of_connections, 20_000)))
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def new_postgres_database() -> str:
    """The address of an empty database on the PostgreSQL of TEST_POSTGRES_URL."""
    server = os.environ["TEST_POSTGRES_URL"]
    name = f"proof_{secrets.token_hex(6)}"
    subprocess.run(["psql", "-q", server, "-c", f"create database {name}"], check=True)
    return f"{server.rsplit('/', 1)[0]}/{name}"


class Installation:
    """A data folder of its own, on one of the two databases."""

    def __init__(self, folder: Path, database: str = "", smtp: str = "", program: str = PROGRAM):
        self.folder, self.program = folder, program
        self.port, self.ops_port = free_port(), free_port()
        self.origin = f"http://localhost:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CANDOR_")},
            "CANDOR_DATA_DIR": str(folder),
            "CANDOR_LISTEN": f"127.0.0.1:{self.port}",
            "CANDOR_OPS_LISTEN": f"127.0.0.1:{self.ops_port}",
            "CANDOR_PUBLIC_URL": self.origin,
            "CANDOR_SMTP": smtp,
            # The load comes from one address.
            "CANDOR_MAX_CONNECTIONS_PER_ADDRESS": "1000000",
            "CANDOR_BUDGETS__NETWORK_PER_MINUTE": "1000000000",
        }
        if database:
            self.environment["CANDOR_DATABASE"] = database
        self.server: subprocess.Popen | None = None
        self.run("init")

    def run(self, *arguments: str, ends_with: int = 0) -> str:
        """A command; what it printed."""
        done = subprocess.run([self.program, *arguments], env=self.environment, capture_output=True, text=True, check=False)
        with open(self.folder.parent / f"{self.folder.name}.commands.log", "a", encoding="utf-8") as log:
            log.write(done.stderr)
        if done.returncode != ends_with:
            raise RuntimeError(f"candor {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def json(self, *arguments: str) -> dict:
        """A command's report."""
        return json.loads(self.run(*arguments, "--json"))

    def serve(self, *arguments: str) -> float:
        """Starts the server; seconds until it said that it listens."""
        log_path = self.folder.parent / f"{self.folder.name}.server.log"
        log = open(log_path, "ab")
        began = time.monotonic()
        self.server = subprocess.Popen(
            [self.program, *(arguments or ("serve",))], env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log
        )
        for line in self.server.stdout:
            if b"listening on" in line:
                return time.monotonic() - began
        said = log_path.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
        raise RuntimeError(f"the server ended with {self.server.wait()}: {' | '.join(said)}")

    def resident_bytes(self) -> int:
        """The server's memory."""
        for line in Path(f"/proc/{self.server.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise RuntimeError("no VmRSS")

    def kill(self) -> None:
        """kill -9."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait()

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.terminate()
            try:
                self.server.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.kill()
