"""The libraries that the package needs: whether those installed are new enough.

pip holds to the versions that the package asks for; a later installation beside it may take an older one. Reads: what
the installed package asks for, and the versions that are there. Guarantees: silent where it cannot tell.
"""

import re
from importlib.metadata import PackageNotFoundError, requires, version

NEEDED = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*>=\s*(?P<version>[\d.]+)")
OURS = re.compile(r"\bextra == [\"'](?:dev|bench)[\"']")  # of who works on the package
NUMBER = re.compile(r"\d+")


def outdated() -> dict[str, str]:
    """Of each library that is older than the package asks for, by its name: one line with what installs a newer one.

    An optional one counts where it is installed; those that only tests and measurements need do not.
    """
    try:
        asked = requires("nhiemvu") or []
    except PackageNotFoundError:  # a checkout without an installation
        return {}
    told = {}
    for line in asked:
        match = NEEDED.match(line)
        if match is None or OURS.search(line):
            continue
        name, needed = match["name"], match["version"]
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        if _numbers(found) < _numbers(needed):
            told[name] = f'{name} {found} is too old, {needed} or newer is needed: pip install "{name}>={needed}"'
    return told


def _numbers(told: str) -> list[int]:
    return [int(number) for number in NUMBER.findall(told)]
