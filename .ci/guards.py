#!/usr/bin/env python3
"""The rules of the code base that no compiler checks.

  guards.py                 check the repository; exit status 1 and a line for each violation
  guards.py --self-test     plant a violation of each rule, and see that it is found

A rule is a function of a path and its text, and yields (line, message) pairs.
"""

import os
import re
import subprocess
import sys
import tempfile

LONGEST_FILE = 500
SOURCE = (".cc", ".h")

# Which folder of the engine may include which. Left out of a row: the folder itself, which always may.
# A folder that is not here breaks the rule: it is given a row when it is made.
BELOW_CHECK = ["text", "model", "git", "source", "graph", "apply", "merge"]
TO_REBASE = BELOW_CHECK + ["check", "resolve", "upstream", "resolutions"]
ENGINE_ARROWS = {
    "text": [],
    "model": ["text"],
    "git": ["text", "model"],
    "source": ["text", "model", "git"],
    "graph": ["text", "model", "source", "git", "apply"],
    "apply": ["text", "model", "source"],
    "merge": ["text", "model", "source", "git", "apply"],
    "resolve": ["text", "model"],
    "check": BELOW_CHECK + ["resolve"],
    "between": BELOW_CHECK + ["check"],
    "upstream": BELOW_CHECK + ["check", "resolve"],
    "resolutions": ["text", "model", "git", "merge"],
    "rebase": TO_REBASE,
    "forms": TO_REBASE + ["rebase"],
    "kbuild": TO_REBASE,
    "forks": TO_REBASE,
    "forecast": TO_REBASE + ["forks"],
    "report": TO_REBASE + ["between", "rebase", "forms", "kbuild", "forks", "forecast"],
}
# Folders outside of the engine, and what of ours each may include beside the engine.
OUTER_ARROWS = {"patchdb": [], "rules": [], "cli": ["patchdb", "rules"]}
# A library that only one folder may see.
LIBRARY_HOMES = {
    re.compile(r"git2(\.h|/)"): ("engine/git/",),
    re.compile(r"boost/graph/"): ("engine/graph/",),
    re.compile(r"archive(_entry)?\.h"): ("engine/source/",),
    re.compile(r"graphviz/"): ("engine/report/",),
    re.compile(r"CLI/"): ("cli/",),
    re.compile(r"(pqxx/|sqlite3\.h)"): ("patchdb/",),
    re.compile(r"kainjow/"): ("engine/report/",),
}
# Written in halves, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|not (yet )?implem" r"ented")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def is_ours(path):
    """Whether it is code, as opposed to the trees and patches that testdata holds."""
    return path.endswith(SOURCE) and not (path.startswith("testdata/") and path.endswith(".h")
                                          and not path.startswith("testdata/bench/"))


def includes(path, text):
    if is_ours(path):
        for number, line in enumerate(text.split("\n"), 1):
            found = INCLUDE.match(line)
            if found:
                yield number, found.group(1)


def short_files(path, text):
    length = text.count("\n")
    if is_ours(path) and length > LONGEST_FILE:
        yield length, f"{length} lines; split it by what it does ({LONGEST_FILE} at most)"


def arrows_one_way(path, text):
    parts = path.split("/")
    for number, name in includes(path, text):
        target = name.split("/")
        if target[0] not in ("engine", "patchdb", "rules", "cli"):
            continue
        if parts[0] == "engine":
            if target[0] != "engine":
                yield number, f"engine/ knows nothing of {target[0]}/"
            elif target[1] != parts[1] and target[1] not in ENGINE_ARROWS.get(parts[1], []):
                yield number, f"engine/{parts[1]} may not know engine/{target[1]}"
        elif parts[0] in OUTER_ARROWS and target[0] not in ["engine", parts[0]] + OUTER_ARROWS[parts[0]]:
            yield number, f"{parts[0]}/ may not know {target[0]}/"


def libraries_at_home(path, text):
    for number, name in includes(path, text):
        for library, homes in LIBRARY_HOMES.items():
            if library.match(name) and not path.startswith(homes + ("testdata/",)):
                yield number, f"<{name}> belongs to {' and '.join(homes)} alone"


def header_guards(path, text):
    if is_ours(path) and path.endswith(".h"):
        guard = "PATCHGRAPH_" + re.sub(r"[^A-Za-z0-9]", "_", path).upper() + "_"
        if f"#ifndef {guard}\n#define {guard}\n" not in text:
            yield 1, f"the include guard should be {guard}"


def included_from_the_top(path, text):
    for number, name in includes(path, text):
        if name.startswith(".") or ("/" not in name and f'"{name}"' in text.split("\n")[number - 1]):
            yield number, f'"{name}": name it from the top of the repository'


def finished(path, text):
    if path.startswith("testdata/") and not path.endswith(SOURCE + (".sh", ".py", ".bazel")):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if UNFINISHED.search(line):
            yield number, "unfinished work is not left in a comment"


def runs(path, text):
    is_data = path.startswith("testdata/") and path.count("/") > 1 and not path.startswith("testdata/bench/")
    if text.startswith("#!") and not is_data and not os.access(path, os.X_OK):
        yield 1, "it begins with #! but may not be run (chmod +x)"


RULES = [short_files, arrows_one_way, libraries_at_home, header_guards, included_from_the_top, finished, runs]

PLANTED = {
    short_files: [("engine/text/a.cc", "\n" * 501)],
    arrows_one_way: [
        ("engine/text/a.cc", '#include "engine/model/patch.h"\n'),
        ("engine/model/a.h", '#include "engine/source/quilt.h"\n'),
        ("engine/rebase/a.cc", '#include "cli/main.h"\n'),
        ("rules/a.cc", '#include "patchdb/store.h"\n'),
        ("engine/new/a.cc", '#include "engine/text/diff.h"\n'),
    ],
    libraries_at_home: [
        ("engine/rebase/a.cc", "#include <git2.h>\n"),
        ("cli/a.cc", "#include <git2/merge.h>\n"),
        ("engine/text/a.h", "#include <boost/graph/adjacency_list.hpp>\n"),
        ("engine/graph/a.cc", "#include <graphviz/gvc.h>\n"),
        ("engine/text/a.h", "#include <CLI/CLI.hpp>\n"),
    ],
    header_guards: [("engine/text/a.h", "#ifndef A_H_\n#define A_H_\n#endif\n")],
    included_from_the_top: [
        ("engine/text/a.cc", '#include "diff.h"\n'),
        ("engine/text/a.cc", '#include "../text/diff.h"\n'),
    ],
    finished: [("cli/a.cc", "// TO" "DO: the rest\n"), ("docs/a.md", "not implem" "ented\n")],
}


def check(path, text):
    return [f"{path}:{line}: {message}" for rule in RULES for line, message in rule(path, text)]


def self_test():
    failures = [f"guards: {rule.__name__} does not see {text.strip()!r} in {path}"
                for rule, cases in PLANTED.items() for path, text in cases if not list(rule(path, text))]
    with tempfile.NamedTemporaryFile() as script:
        if not list(runs(script.name, "#!/bin/sh\n")):
            failures.append("guards: runs does not see a script without its run bit")
    # And code as it should be passes.
    good = ('#ifndef PATCHGRAPH_ENGINE_GIT_A_H_\n#define PATCHGRAPH_ENGINE_GIT_A_H_\n#include <git2.h>\n'
            '#include "engine/model/patch.h"\n#endif\n')
    failures += check("engine/git/a.h", good)
    return failures


def check_repository():
    paths = subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard", "-z"], text=True).split("\0")
    violations = []
    for path in paths:
        if os.path.isfile(path) and not os.path.islink(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                violations += check(path, file.read())
    return violations


if __name__ == "__main__":
    found = self_test() if sys.argv[1:] == ["--self-test"] else check_repository()
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
