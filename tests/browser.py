"""A browser that opens the page from the disc, as a reader would, and tells what went wrong."""

import json
import shutil
import time
from contextlib import contextmanager

import pytest
from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.common.by import By

MISSING = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
needs_chromium = pytest.mark.skipif(bool(MISSING), reason="needs the Debian packages chromium and chromium-driver")
SECONDS = 20
# Each is asked in each look of the page; the first part names the tests.
LOOKS = {
    "light, wide": ("light", 1200),
    "dark, wide": ("dark", 1200),
    "light, narrow": ("light", 390),
    "dark, narrow": ("dark", 390),
}


class Reader:
    """A browser with a page folder."""

    def __init__(self, driver, downloads):
        self.driver, self.downloads = driver, downloads
        self.folder = None

    def open(self, folder, route=""):
        """Open a view by its address, anew."""
        self.folder = folder
        self.driver.get("about:blank")
        self.driver.get(f"file://{folder}/index.html{route}")
        self.wait_for(route or "#/")

    def wait_for(self, route):
        """Wait until the view of an address is shown."""
        shown = "return document.getElementById('main')?.dataset.view"
        self.wait_until(lambda: self.driver.execute_script(shown) == route, f"{route} is not shown")

    def wait_until(self, holds, message="it does not come"):
        """Wait until something holds."""
        end = time.monotonic() + SECONDS
        while not holds():
            assert time.monotonic() < end, message
            time.sleep(0.02)

    def look(self, scheme, width):
        """Set light or dark, and the width of the window."""
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def all(self, selector):
        """Return the elements of a selector."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        """Return the first element of a selector."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    @property
    def text(self):
        """The text that the view shows."""
        return self.one("main").text

    def find_faults(self):
        """Return what axe-core finds wrong with the view."""
        return [(each["id"], each["nodes"][0]["html"][:200]) for each in Axe().run(self.driver)["violations"]]

    def measure_overhang(self):
        """Return by how many pixels the page is wider than the window."""
        return self.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")

    def read_errors(self):
        """Return what the console complains of since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def read_requests(self):
        """Return the addresses that were asked for since this was last asked."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [event["request"]["url"] for event in sent]


@contextmanager
def start_browser(folder):
    """Yield a reader whose downloads go into a folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    profile, downloads = folder / "profile", folder / "downloads"
    for argument in ("headless", "no-sandbox", "disable-gpu", "disable-background-networking", "disable-dev-shm-usage"):
        options.add_argument(f"--{argument}")
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        behaviour = {"behavior": "allow", "downloadPath": str(downloads)}
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
        yield Reader(driver, downloads)
    finally:
        driver.quit()
