"""What every test may ask for: the golden-file switch, the real documents, a PostgreSQL server, a small disk."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
from hypothesis import settings

# Speed is shown by bench/, as ratios; here a busy machine must not fail a test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[2] / "shared"
SLOW = frozenset({"browser", "postgresql", "shared"})  # what tests ask for that takes long


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what needs a browser, the real documents or a server of PostgreSQL."""
    for item in items:
        asked = item.fixturenames if isinstance(item, pytest.Function) else ()
        if not SLOW.isdisjoint(asked) or "postgresql" in item.name:
            item.add_marker("slow")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether this run writes the golden files."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold data; a test that asks for it is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("shared/ corpus not beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """A running PostgreSQL server; a test that asks for it is skipped where none is installed."""
    with postgres.server() as server:
        yield server


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one megabyte."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("a small disk needs the right to mount")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
