#!/usr/bin/env python3
"""Runs clang-tidy on our sources, as many at once as there are processors.

  tidy.py GENERATED [FILE...]     GENERATED: the folder of generated headers (`bazel info bazel-bin`)

A source that was clean, and whose content and headers of ours have not changed since, is not looked at again:
for each clean one an empty file in .bazel/tidy is named after the digest of all that. Exit status 1 when a source
is not clean.
"""

import concurrent.futures
import hashlib
import os
import re
import subprocess
import sys

CLANG_TIDY = "clang-tidy-14"
FLAGS = ["-x", "c++", "-std=c++17", "-Wall", "-Wextra", "-Wold-style-cast"]
CLEAN = ".bazel/tidy"
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def files_behind(source, generated):
    """The source and every header of ours that it includes, directly or not."""
    found, waiting = {}, [source]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = read(path)
        for name in INCLUDE.findall(found[path]):
            waiting += [place for place in (name, os.path.join(generated, name)) if os.path.isfile(place)][:1]
    return found


def digest(source, generated, setup):
    sha = hashlib.sha256(setup.encode())
    for path, text in sorted(files_behind(source, generated).items()):
        name = os.path.relpath(path, generated) if path.startswith(generated) else path
        sha.update(f"{name}\0{len(text)}\0{text}".encode())
    return sha.hexdigest()


def tidy(source, generated):
    command = [CLANG_TIDY, "--quiet", source, "--", *FLAGS, "-iquote", ".", "-iquote", generated]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    # Standard error is a count of suppressed warnings, unless clang-tidy itself fails.
    return ran.returncode == 0, ran.stdout if ran.stdout or ran.returncode == 0 else ran.stderr


def main(generated, sources):
    sources = sources or subprocess.check_output(
        ["git", "ls-files", "-co", "--exclude-standard", "*.cc"], text=True).split("\n")
    sources = [source for source in sources if source.endswith(".cc") and os.path.isfile(source)]
    setup = subprocess.check_output([CLANG_TIDY, "--version"], text=True) + read(".clang-tidy") + " ".join(FLAGS)
    os.makedirs(CLEAN, exist_ok=True)
    digests = {source: digest(source, generated, setup) for source in sources}
    changed = [source for source in sources if not os.path.exists(os.path.join(CLEAN, digests[source]))]
    print(f"clang-tidy: {len(changed)} of {len(sources)} sources to look at", file=sys.stderr)

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = {pool.submit(tidy, source, generated): source for source in changed}
        for done in concurrent.futures.as_completed(futures):
            good, output = done.result()
            if good:
                with open(os.path.join(CLEAN, digests[futures[done]]), "w", encoding="utf-8"):
                    pass
            else:
                failed += 1
                print(f"{futures[done]}:\n{output}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
