"""The wheel has the six packages and everything they read at run time."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent
PACKAGES = ("engine", "forms", "migrations", "notifications", "portal", "workflows")


def test_the_wheel_has_the_six_packages_and_every_file_they_read(tmp_path: Path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as content:
        names = set(content.namelist())
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert sorted(tops) == list(PACKAGES)
    wanted = {
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert wanted - names == set()
    endings = {Path(name).suffix for name in wanted}
    assert {".toml", ".txt", ".html", ".css", ".js", ".csv", ".py", ".mako", ".typ"} <= endings
