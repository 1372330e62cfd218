"""Files and folders that are there whole, or not at all.

Guarantees:
1. What is written lies under another name beside the target until it is complete, and is taken away if it never is.
2. A folder is replaced only where it holds nothing but what an export writes: no file of a person is lost.
3. What the file system refuses is a NhiemvuError.
"""

import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import NhiemvuError


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A path to write the file to; it becomes `target` at the end."""
    with _apart(target) as folder:
        part = folder / target.name
        yield part
        os.replace(part, target)


@contextmanager
def new_folder(target: Path, names: Collection[str]) -> Iterator[Path]:
    """A folder to write files called `names` to; it becomes `target` at the end."""
    with _apart(target) as folder:
        if target.is_dir() and (strange := sorted({each.name for each in target.iterdir()} - set(names))):
            raise NhiemvuError(f"{target} holds {strange[0]}, which no export wrote; choose a new or empty folder")
        part, old = folder / "new", folder / "old"
        part.mkdir()
        yield part
        if target.is_dir():
            os.replace(target, old)
        try:
            os.replace(part, target)
        except OSError:
            if old.is_dir():
                os.replace(old, target)
            raise


@contextmanager
def _apart(target: Path) -> Iterator[Path]:
    """A folder of our own beside the target."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:40]}-", suffix=".part") as folder:
            yield Path(folder)
    except OSError as error:
        said = error.strerror or str(error)
        raise NhiemvuError(f"cannot write {target}: {said}; free some space or choose another place") from None
