#!/usr/bin/env python3
"""Counts the test cases of a `bazel test`, from its build events.

  count_tests.py EVENTS STATUS     EVENTS as written by --build_event_json_file, STATUS bazel's exit status

Prints each failed case, and as the last line `N passed, N failed`. A target that did not build or has no result
counts as one failed case. Exit status 1 when one failed or when none passed.
"""

import json
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree


def count_cases(xml_path, label):
    """(passed, names of the failed) in the report of one test; a skipped case is neither."""
    passed, failed = 0, []
    for case in ElementTree.parse(xml_path).iter("testcase"):
        if case.get("status") == "notrun" or case.find("skipped") is not None:
            continue
        if case.find("failure") is not None or case.find("error") is not None:
            suite = case.get("classname")
            failed.append(f"{label} {suite + '.' if suite else ''}{case.get('name')}")
        else:
            passed += 1
    return passed, failed


def count_result(label, result):
    """The same for one testResult event."""
    reports = [output["uri"] for output in result.get("testActionOutput", []) if output["name"] == "test.xml"]
    passed, failed = 0, []
    for uri in reports:
        try:
            passed, failed = count_cases(urllib.parse.unquote(urllib.parse.urlparse(uri).path), label)
        except (OSError, ElementTree.ParseError) as error:
            failed = [f"{label} (its report cannot be read: {error})"]
    # A program can fail after its last case, in the leak check for one.
    if result.get("status") not in ("PASSED", "FLAKY") and not failed:
        failed = [f"{label} ({result.get('status', 'no status')})"]
    return passed, failed


def read_events(path):
    """(passed, names of the failed) in a whole run."""
    passed, failed, not_built, tests, with_result = 0, [], set(), set(), set()
    with open(path, encoding="utf-8") as events:
        for line in events:
            event = json.loads(line)
            identity = event.get("id", {})
            if "targetConfigured" in identity and event.get("configured", {}).get("testSize"):
                tests.add(identity["targetConfigured"]["label"])
            if "targetCompleted" in identity and not event.get("completed", {}).get("success"):
                not_built.add(identity["targetCompleted"]["label"])
            if "testResult" in event:
                label = identity["testResult"]["label"]
                with_result.add(label)
                more_passed, more_failed = count_result(label, event["testResult"])
                passed += more_passed
                failed += more_failed
    failed += [f"{label} (it did not build)" for label in sorted(not_built - with_result)]
    failed += [f"{label} (it has no result)" for label in sorted(tests - with_result - not_built)]
    return passed, failed


def main(events_path, status):
    passed, failed = read_events(events_path)
    if status != "0" and passed and not failed:
        failed.append(f"bazel (exit status {status}; see its messages)")
    for name in failed:
        print("FAILED", name)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
