"""How other programs are started: none of them runs what lies in the current folder.

People work where the files of others lie, and a `re.py` or a `tesseract.exe` may lie among these. Guarantees:
1. `python` starts Python with the path of this one but for the current folder, and finds this package where this one
   has found it: installed, in a checkout, in a folder that the path has got while running.
2. `found` looks only into the folders that PATH names in full, on Windows too, where the system begins with the
   current folder.
3. A Python that a library starts while `SAFE` is in its environment, as in `starting`, does not put the current
   folder before its path.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Of Python: https://docs.python.org/3/using/cmdline.html#envvar-PYTHONSAFEPATH
SAFE = {"PYTHONSAFEPATH": "1"}
# Scripts (.bat, .cmd) are left out: Windows gives their arguments to a shell.
ENDINGS = (".com", ".exe") if os.name == "nt" else ("",)
START = """\
import sys
sys.path[:] = {path!a}
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location({package!a}, {file!a}, submodule_search_locations={folders!a})
sys.modules[spec.name] = module_from_spec(spec)
spec.loader.exec_module(sys.modules[spec.name])
import_module({module!a}).main(sys.argv[1:])
"""


def python(module: str, *arguments: str) -> list[str]:
    """The command that calls `main` of a module of this package, given by its full name, in a Python of its own.

    Its environment is to be `environment()`.
    """
    package = sys.modules[__package__]
    start = START.format(
        path=_path(os.path.dirname(os.path.abspath(package.__path__[0]))),
        package=__package__,
        file=package.__file__,
        folders=list(package.__path__),
        module=module,
    )
    return [sys.executable, "-P", "-c", start, *arguments]


def environment() -> dict[str, str]:
    """The environment of such a Python: what PYTHONPATH names would be looked through before the path is set."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def found(name: str) -> str | None:
    """The path of an installed program, which may be given by its path; None where there is none."""
    folders = [""] if os.path.isabs(name) else filter(os.path.isabs, os.get_exec_path())
    paths = (os.path.join(folder, name + ending) for folder in folders for ending in ENDINGS)
    return next((path for path in paths if os.path.isfile(path) and os.access(path, os.X_OK)), None)


@contextmanager
def starting() -> Iterator[None]:
    """While a library starts Python, which takes over the environment of this process."""
    before = {name: os.environ.get(name) for name in SAFE}
    os.environ.update(SAFE)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _path(home: str) -> list[str]:
    """Where Python looks for modules, without the current folder; last where this package itself lies in it.

    Who can write beside the package can change it too, and what is installed with it (`pip install --target`) is
    found only there.
    """
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # it has been removed
        return list(filter(None, sys.path))
    path = [folder for folder in sys.path if folder and os.path.realpath(folder) != here]
    return [*path, home] if len(path) < len(sys.path) and os.path.realpath(home) == here else path
