"""A clamd of its own, on a free port of 127.0.0.1, that knows one thing: the EICAR test file, wherever it stands."""

import socket
import subprocess
import time
from pathlib import Path

from program import free_port

# As eicar.org has it; in two parts, so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Started by itself; stopped and started again by the proof."""

    def __init__(self, folder: Path):
        self.port, self.folder = free_port(), folder
        self.address = f"127.0.0.1:{self.port}"
        database = folder / "database"
        database.mkdir(parents=True, exist_ok=True)
        (database / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n", encoding="ascii")
        (folder / "clamd.conf").write_text(
            f"Foreground yes\nUser root\nTCPAddr 127.0.0.1\nTCPSocket {self.port}\nDatabaseDirectory {database}\nTemporaryDirectory {folder}\n", encoding="ascii")
        self.process: subprocess.Popen | None = None
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(["/usr/sbin/clamd", "-c", str(self.folder / "clamd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as one:
                    one.sendall(b"zPING\0")
                    if one.recv(16).startswith(b"PONG"):
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("clamd does not answer")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None
