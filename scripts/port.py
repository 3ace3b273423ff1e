"""Before a start: says in Russian that the port is taken, and how to take another one."""

import socket
import sys

from cms import env


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen here now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    env.load_dotenv()
    host, port = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000, least=1, most=65534)
    if not is_free(host, port):
        sys.exit(f"Порт {port} занят другой программой. Возьмите другой: make {sys.argv[1]} PORT={port + 1}")
