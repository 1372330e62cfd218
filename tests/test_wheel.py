"""The package as a user gets it: sdist, wheel from that sdist, and the command run from the wheel alone."""

import json
import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import pytest

import nhiemvu

ROOT = Path(__file__).resolve().parent.parent

SAMPLE = """\
ỦY BAN NHÂN DÂN TỈNH BÌNH MINH
SỞ THÔNG TIN VÀ TRUYỀN THÔNG

QUYẾT ĐỊNH
Quy định chức năng, nhiệm vụ của Văn phòng Sở

Điều 1. Vị trí và chức năng
Văn phòng Sở là tổ chức giúp việc của Giám đốc Sở.

Điều 2. Nhiệm vụ và quyền hạn
1. Xây dựng chương trình công tác quý của Sở.
2. Quản lý con dấu:
a) Đóng dấu văn bản đã ký;
b) Lập sổ theo dõi.
"""


# What a user may have called a script of theirs, or an index may hold under the name of the folder.
HOSTILE = "raise SystemExit('ran pipeline.py of the current folder')\n"


def run(*args: str | Path, cwd: Path, **env: str) -> str:
    """Standard output of this Python run with `args`; on failure the test shows what it said."""
    done = subprocess.run(
        [sys.executable, *map(str, args)],
        cwd=cwd,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist; without isolation, so nothing is downloaded."""
    dist = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--outdir", dist, cwd=ROOT)
    (built,) = dist.glob("*.whl")
    return built


def test_wheel_carries_package_knowledge_and_schemas(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    knowledge = {f"nhiemvu/knowledge/{path.name}" for path in (ROOT / "pipeline/knowledge").glob("*.tsv")}
    schemas = {f"nhiemvu/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}

    assert knowledge, "no knowledge in the checkout"
    assert knowledge <= names
    assert "nhiemvu/schemas/document.schema.json" in schemas
    assert schemas <= names
    assert "nhiemvu/py.typed" in names
    assert sorted({name.split("/")[0] for name in names}) == ["nhiemvu", f"nhiemvu-{nhiemvu.__version__}.dist-info"]
    assert {name.rsplit("/", 1)[-1] for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_entry_points_name_what_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        points = ConfigParser()
        points.read_string(archive.read(name).decode())
    assert set(points) == {"DEFAULT", "console_scripts", "spacy_factories"}
    for module, function in (
        point.split(":") for point in [*points["console_scripts"].values(), *points["spacy_factories"].values()]
    ):
        assert callable(getattr(import_module(module), function))


def test_command_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    target, away = tmp_path / "target", tmp_path / "away"
    away.mkdir()
    (away / "sample.txt").write_text(SAMPLE, encoding="utf-8")
    (away / "pipeline.py").write_text(HOSTILE)
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index")
    run(*pip, "--target", target, wheel, cwd=away)
    env = {"PYTHONPATH": str(target), "PYTHONUTF8": "1"}

    imported = run("-c", "import nhiemvu; print(nhiemvu.__file__)", cwd=away, **env)
    assert Path(imported.strip()).is_relative_to(target)

    printed = run("-m", "nhiemvu", "extract", "sample.txt", cwd=away, **env)
    document = json.loads(printed)
    assert document["schema_version"]
    assert any(segment["label"] == "Điều 2." for segment in document["segments"])

    (away / "sample.json").write_text(printed, encoding="utf-8")
    run("-m", "nhiemvu", "check", "sample.json", cwd=away, **env)

    verbs = "import nhiemvu; print(*dir(nhiemvu)); print(repr(nhiemvu.extract('sample.txt')))"
    (away / "script.py").write_text(verbs)
    for told in (run("script.py", cwd=away, **env), run("-c", verbs, cwd=away, **env)):
        listed, line = told.splitlines()
        assert set(nhiemvu.__all__) < set(listed.split())
        assert line.startswith("<Document ")
    for args in (
        ["ingest", "sample.txt", "--db", "a.db"],
        ["export", "--db", "a.db", "--to", "csv", "--format", "csv"],
    ):
        run("-m", "nhiemvu", *args, cwd=away, **env)
    assert "duties.csv" in {path.name for path in (away / "csv").iterdir()}


def test_in_a_checkout_the_folder_is_the_package_too() -> None:
    sample = ROOT / "corpus/quyet-dinh-khanh-hoa.txt"
    printed = [run("-m", name, "extract", sample, cwd=ROOT, PYTHONUTF8="1") for name in ("nhiemvu", "pipeline")]
    assert printed[0] == printed[1]
    told = "import pipeline; print(pipeline.extract.__module__, pipeline.VERSION, len(pipeline.extract({!r}).duties))"
    words = run("-c", told.format(str(sample)), cwd=ROOT).split()
    assert words == ["pipeline.document", nhiemvu.__version__, str(len(json.loads(printed[0])["duties"]))]
