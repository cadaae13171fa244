"""Chromium for tests: a browser without a screen, told what to do over HTTP by chromedriver. No library."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import URLError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM, DRIVER = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
MISSING = (
    "" if PROGRAM and DRIVER else "chromium and chromedriver are not here (Debian: chromium, chromium-driver)"
)

STARTS_WITHIN = 20.0
A4 = {"width": 21.0, "height": 29.7}
"""Centimetres."""

COUNT = """
const [png, done] = arguments, image = new Image();
image.onload = () => {
  const canvas = document.createElement('canvas');
  canvas.width = image.width; canvas.height = image.height;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer), found = {};
  for (const pixel of pixels) found[pixel] = (found[pixel] || 0) + 1;
  done([image.width, image.height, Object.entries(found)]);
};
image.src = 'data:image/png;base64,' + png;
"""


class Picture(NamedTuple):
    """A screenshot: its size, and how many of its pixels have each colour, such as `#fbfaf6`."""

    width: int
    height: int
    colours: dict[str, int]


class Browser:
    """One window of the browser."""

    def __init__(self, port: int) -> None:
        self.at = f"http://127.0.0.1:{port}"
        args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
        ]
        wanted = {
            "goog:chromeOptions": {"binary": PROGRAM, "args": args},
            "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
        }
        made = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = f"/session/{made['sessionId']}"

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Ask chromedriver for something."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.at + path, data, {"Content-Type": "application/json"}, method=method)
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def tell(self, command: str, **params: object) -> Any:
        """Give the browser a command of its DevTools."""
        return self.call("POST", f"{self.session}/goog/cdp/execute", {"cmd": command, "params": params})

    def run(self, script: str, *args: object) -> Any:
        """Run a script in the page, and return what it hands to the last of its arguments."""
        return self.call("POST", f"{self.session}/execute/async", {"script": script, "args": args})

    def open(self, page: Path, width: int = 800, scheme: str = "light") -> None:
        """Show a page on a screen of that width and of a light or a dark theme."""
        self.logged("performance")
        self.logged("browser")
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        self.call("POST", f"{self.session}/url", {"url": page.resolve().as_uri()})

    def logged(self, kind: str) -> list[dict[str, Any]]:
        """Return what was logged since this was asked last."""
        found: list[dict[str, Any]] = self.call("POST", f"{self.session}/se/log", {"type": kind})
        return found

    def requested(self) -> list[str]:
        """Return every address asked for since the page was opened and not forbidden by its policy."""
        events = [json.loads(each["message"])["message"] for each in self.logged("performance")]
        asked = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
        failed = [e["params"] for e in events if e["method"] == "Network.loadingFailed"]
        forbidden = {each["requestId"] for each in failed if each.get("blockedReason") == "csp"}
        return [each["request"]["url"] for each in asked if each["requestId"] not in forbidden]

    def picture(self, width: int) -> Picture:
        """Return the whole page as a picture; leaves the page."""
        height = self.run("arguments[0](document.documentElement.scrollHeight)")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = self.tell("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        self.call("POST", f"{self.session}/url", {"url": "about:blank"})
        across, down, counted = self.run(COUNT, shot["data"])
        return Picture(across, down, {_colour(int(pixel)): number for pixel, number in counted})

    def printed(self) -> bytes:
        """Return the page as a PDF."""
        told = self.call("POST", f"{self.session}/print", {"page": A4, "background": True})
        return base64.b64decode(told)


def _colour(pixel: int) -> str:
    return f"#{pixel & 255:02x}{pixel >> 8 & 255:02x}{pixel >> 16 & 255:02x}"


def sheets(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser, and end it."""
    assert DRIVER
    with subprocess.Popen(
        [DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as driver:
        try:
            window = Browser(_port(driver))
            yield window
            window.call("DELETE", window.session)
        finally:
            driver.terminate()


def _port(driver: subprocess.Popen[str]) -> int:
    assert driver.stdout
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if found := re.search(r"started successfully on port (\d+)", driver.stdout.readline()):
            return int(found[1])
    raise URLError("chromedriver did not start")
