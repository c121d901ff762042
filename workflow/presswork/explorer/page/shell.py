"""The files of the page without results: frame, scripts, style, and the library that draws the charts."""

from importlib.util import find_spec
from pathlib import Path

from presswork.core.digests import digest_bytes
from presswork.core.errors import PressworkError

FRAME = "index.html"
README = """# The results as a page

Open `index.html` in a browser. The page needs no network, and says how much of the articles it contains.

- `data/`: the results
- `assets/`: the scripts and styles of the page

Move or send the folder as a whole.
"""
# The package is not imported: its wheel contains D3, which has a licence of its own.
CARRIER, LIBRARY = "tuna", "web/static/d3.min.js"


def lay_out(assets: list[Path], data: dict[str, bytes]) -> dict[str, bytes]:
    """Return all files of the page by their paths in its folder.

    Only scripts with the nonce of the frame run. It is a digest of the data, so no article can contain it.
    """
    files = {f"assets/{path.name}": path.read_bytes() for path in assets if path.name != FRAME}
    files["assets/d3.min.js"] = read_library()
    nonce = digest_bytes(b"".join(data[name] for name in sorted(data)))[:32]
    (frame,) = [path for path in assets if path.name == FRAME]
    files[FRAME] = frame.read_text(encoding="utf-8").replace("{nonce}", nonce).encode()
    return {**files, **data, "README.md": README.encode()}


def read_library() -> bytes:
    """Return D3 from the locked package. Raises PressworkError if the package is not installed."""
    found = find_spec(CARRIER)
    path = Path(found.origin).parent / LIBRARY if found and found.origin else None
    if path is None or not path.is_file():
        raise PressworkError(
            "The library that draws the charts of the page is missing.",
            found=f"no {LIBRARY} of the package {CARRIER}",
            expected="the packages of requirements.lock",
            remedy="run `make`, which installs them",
        )
    return path.read_bytes()
