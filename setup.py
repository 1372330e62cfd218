"""The folder `pipeline` is installed as the package `nhiemvu`, `schemas/` inside; the rest is in pyproject.toml."""

from setuptools import find_packages, setup

ROOMS = [room.replace("pipeline", "nhiemvu", 1) for room in find_packages(include=["pipeline", "pipeline.*"])]

setup(
    packages=[*ROOMS, "nhiemvu.schemas"],
    package_dir={"nhiemvu": "pipeline", "nhiemvu.schemas": "schemas"},
    package_data={"": ["*.tsv", "*.json", "*.yaml", "*.html", "*.css", "*.js", "py.typed"]},
)
