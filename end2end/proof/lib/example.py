"""Programs of the store's examples, which do in bulk what takes people many presses; built as the program of the proof is."""

import os
import subprocess
from pathlib import Path

from program import PROGRAM, Installation

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def example(name: str) -> Path:
    """The built program `store/examples/NAME.rs`."""
    is_release = "release" in Path(PROGRAM).parts
    command = ["cargo", "build", "-q", "-p", "candor-store", "--features", "testing", "--example", name, *(["--release"] if is_release else [])]
    subprocess.run(command, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / ("release" if is_release else "debug") / "examples" / name


def database_of(site: Installation) -> str:
    """The address under which an example opens the site's database."""
    return site.environment.get("CANDOR_DATABASE") or f"sqlite://{site.folder}/candor.db"


def visits(program: Path, site: Installation, slug: str) -> dict[str, str]:
    """Lets every person of an incident in: their ids and their visits' cookies. `program` is `proof_visits`."""
    told = subprocess.run([str(program), database_of(site), str(site.folder / "master.key"), slug], capture_output=True, text=True, check=True).stdout
    return dict(line.split() for line in told.splitlines())
