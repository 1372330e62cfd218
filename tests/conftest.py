"""What every test may ask for: the golden-file switch, the real documents, a PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


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
