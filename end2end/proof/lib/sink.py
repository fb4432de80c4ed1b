"""An SMTP sink that keeps what it was given, in memory. For some thousand messages, not for speed."""

import email
import email.message
import email.policy
import socketserver
import threading


class Sink:
    """Listens on a free port of 127.0.0.1."""

    def __init__(self):
        sink = self
        self.messages: list[tuple[str, list[str], bytes]] = []
        self._lock = threading.Lock()

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                try:
                    sink._talk(self.rfile, self.wfile)
                except ConnectionError:
                    # A server that was killed.
                    pass

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.address = f"smtp://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def to(self, address: str) -> list[email.message.EmailMessage]:
        """The messages whose envelope names `address`, oldest first."""
        with self._lock:
            found = [content for _, receivers, content in self.messages if address.lower() in [to.lower() for to in receivers]]
        return [email.message_from_bytes(content, policy=email.policy.default) for content in found]

    def _talk(self, reader, writer):
        def answer(line: str):
            writer.write(line.encode() + b"\r\n")
            writer.flush()

        sender, receivers = "", []
        answer("220 sink")
        for raw in reader:
            line = raw.decode("utf-8", "replace").strip()
            verb = line[:4].upper()
            if verb == "EHLO":
                answer("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8")
            elif verb == "HELO":
                answer("250 sink")
            elif verb == "MAIL":
                sender, receivers = _address(line), []
                answer("250 ok")
            elif verb == "RCPT":
                receivers.append(_address(line))
                answer("250 ok")
            elif verb == "DATA":
                answer("354 go on")
                content = []
                for part in reader:
                    if part in (b".\r\n", b".\n"):
                        break
                    content.append(part[1:] if part.startswith(b"..") else part)
                else:
                    # The sender went away in the middle: nothing was taken.
                    return
                with self._lock:
                    self.messages.append((sender, receivers, b"".join(content)))
                answer("250 kept")
            elif verb == "QUIT":
                answer("221 bye")
                return
            else:
                answer("250 ok")


def _address(line: str) -> str:
    return line[line.find("<") + 1 : line.find(">")]
