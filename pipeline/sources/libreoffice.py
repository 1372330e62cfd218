"""LibreOffice as a converter: an outside program, where it is installed.

Guarantees: each call has a profile of its own in a folder of its own, that goes with it; no macro runs
and no linked file is fetched; after the limit of seconds the program and all it started are ended.
"""

import os
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import programs
from ..errors import NhiemvuError
from .limits import Limits, exceeded

PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next(filter(None, map(programs.found, PROGRAMS)), None)


def convert(data: bytes, kind: str, target: str, limits: Limits) -> bytes:
    """A file of a kind that LibreOffice has a name for ("MS Word 97"), written as `target` ("rtf", "docx").

    The kind is not left to LibreOffice to tell: it takes what is damaged for plain text.

    Raises NhiemvuError where LibreOffice is not installed, cannot read the file, or takes too long.
    """
    office = program()
    if office is None:
        raise NhiemvuError("needs LibreOffice; install it (apt install libreoffice-writer-nogui)")
    with TemporaryDirectory(prefix="nhiemvu-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile/user").mkdir(parents=True)
        (folder / "profile/user/registrymodifications.xcu").write_text(SETTINGS, "utf-8")
        source = folder / "in"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        quiet = ["--headless", "--norestore", "--nologo", "--nolockcheck"]
        way = [f"--infilter={kind}", "--convert-to", target, "--outdir", str(folder / "out")]
        _run([office, profile, *quiet, *way, str(source)], folder, limits)
        result = folder / "out" / f"in.{target}"
        if not result.is_file():
            raise NhiemvuError("cannot be read by LibreOffice; it is damaged, or not what its content says")
        return result.read_bytes()


def _run(command: list[str], folder: Path, limits: Limits) -> None:
    # A group of its own: soffice is a script that starts the program, and both must end together.
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise exceeded("seconds", f"keeps LibreOffice busy for more than {limits.seconds:g} seconds") from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
