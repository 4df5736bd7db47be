"""The report in a browser: accessible by axe-core, no request, nothing wider than the window.

It needs Debian's ``chromium`` and ``npm install -g playwright-core axe-core``.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.report import report_html
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.results import Results
from counterpoint.scenarios.silo import as_asked
from tests.io.reported import crowded, small
from tests.solved import solved_as

pytestmark = pytest.mark.external

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"
VISIT = """
const [file, scheme, width] = process.argv.slice(1);
const {chromium} = require("playwright-core");
(async () => {
  const browser = await chromium.launch({executablePath: "/usr/bin/chromium", args: ["--no-sandbox"]});
  const look = {colorScheme: scheme, viewport: {width: Number(width), height: 900}, offline: true};
  const page = await (await browser.newContext(look)).newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto("file://" + file);
  await page.addScriptTag({path: require.resolve("axe-core/axe.min.js")});
  const found = await page.evaluate(() => axe.run());
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const faults = found.violations.map((fault) => fault.id + ": " + fault.nodes[0].html);
  console.log(JSON.stringify({faults, wider, requests: requests.slice(1)}));
  await browser.close();
})();
"""


@cache
def packages() -> str:
    """Give the folder of the packages that npm installed for everybody."""
    if not all(map(shutil.which, ("chromium", "node", "npm"))):
        pytest.skip("chromium or npm is missing")
    found = subprocess.run(["npm", "root", "-g"], check=True, capture_output=True, text=True, timeout=60)
    folder = found.stdout.strip()
    if not all((Path(folder) / name).is_dir() for name in ("playwright-core", "axe-core")):
        pytest.skip("packages are missing: npm install -g playwright-core axe-core")
    return folder


def visit(page: Path, scheme: str, width: int) -> dict[str, Any]:
    """Open a page in a window and give what is found."""
    done = subprocess.run(
        ["node", "-e", VISIT, str(page), scheme, str(width)],
        env={**os.environ, "NODE_PATH": packages()},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def pilot() -> Results:
    reading = read_scenario(PILOT)
    case = Case(reading.scenario, reading.charter)
    return Results(solved_as(case, as_asked(case.scenario)))


def french() -> Results:
    return small("fr")


def empty() -> Results:
    return crowded(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("make", [pilot, french, empty])
def test_the_report_is_accessible_and_asks_for_nothing(
    make: Callable[[], Results], width: int, scheme: str, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    page.write_text(report_html(make()), encoding="utf-8")
    assert visit(page, scheme, width) == {"faults": [], "wider": 0, "requests": []}
