"""`python -m portal.attached.nursery`: a clean process with every library loaded, that forks a
child for each file.

Run by nursed.py on Linux. On its stdin, a socket, comes a request with two descriptors: the file,
and a pipe for the answer. The child confines itself and answers as reading.py does; when it has
ended, its status is written behind its answer, on a line of its own. Whoever closes the other end
of the pipe waits no longer, and the child is killed. It ends with the process that began it.
"""

import gc
import io
import json
import os
import resource
import select
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NoReturn

from portal.attached import reading
from portal.attached.limits import limits

READY: Final = b"ready"
REQUEST: Final = 1 << 16
"""Bytes of the largest request."""
_MOST_DESCRIPTORS: Final = 1024

Children = dict[int, int]
"""The process of each answer that is not whole yet."""


def main() -> None:
    """Read the files that are sent, until there is nobody to send one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(_MOST_DESCRIPTORS, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    line = socket.socket(fileno=0)
    bell = _bell()
    _load()
    children: Children = {}
    try:
        with suppress(ConnectionError):
            line.send(READY)
            _serve(line, bell, children)
    finally:
        for process in children.values():
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _bell() -> int:
    """A descriptor that can be read when a child has ended."""
    heard, rung = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(rung, warn_on_full_buffer=False)
    return heard


def _load() -> None:
    """Load everything that a child would load; what cannot be is told by the child that needs it.
    An empty file does it: Pillow looks for its decoders when the first image is opened."""
    for kind in reading.KINDS:
        with suppress(Exception):
            reading.look_of(kind)(io.BytesIO(), limits(2010))
    gc.collect()
    gc.freeze()  # or the first collection of each child would copy all this memory


def _serve(line: socket.socket, bell: int, children: Children) -> None:
    waiting = select.poll()
    waiting.register(line, select.POLLIN)
    waiting.register(bell, select.POLLIN)
    while True:
        ready = {descriptor for descriptor, _ in waiting.poll()}
        for answer in ready & children.keys():
            waiting.unregister(answer)
            os.kill(children[answer], signal.SIGKILL)
        if bell in ready:
            os.read(bell, 4096)
            for answer in _ended(children):
                with suppress(KeyError):  # it was hung up, and is not waited for
                    waiting.unregister(answer)
                os.close(answer)
        if line.fileno() in ready:
            request, descriptors, _, _ = socket.recv_fds(line, REQUEST, 2)
            if not request:
                return
            new = _begin(request, descriptors, children)
            if new is not None:
                waiting.register(new, 0)


def _ended(children: Children) -> list[int]:
    """The answers of the children that have ended, now with their status."""
    answers = []
    for answer, process in list(children.items()):
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            del children[answer]
            _say(answer, os.waitstatus_to_exitcode(status))
            answers.append(answer)
    return answers


def _say(answer: int, status: int) -> None:
    with suppress(OSError):  # nobody may be waiting for it
        os.write(answer, b"\n%d\n" % status)


def _begin(request: bytes, descriptors: Sequence[int], children: Children) -> int | None:
    """Fork a child for the request; the answer it owes, or None where that could not be."""
    file, answer = descriptors
    try:
        process = os.fork()
    except OSError as fault:  # the system has no room for one more
        os.write(answer, str(fault).encode())
        _say(answer, 1)
        os.close(answer)
        return None
    else:
        if process == 0:
            _look(request, file, answer)
        children[answer] = process
        return answer
    finally:
        os.close(file)


def _look(request: bytes, file: int, answer: int) -> NoReturn:
    """Be the child: with the file, the answer, and nothing else."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for descriptor, place in ((file, 0), (answer, 1), (answer, 2)):
            os.dup2(descriptor, place)
        os.closerange(3, _MOST_DESCRIPTORS)
        status = reading.main(*json.loads(request))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
