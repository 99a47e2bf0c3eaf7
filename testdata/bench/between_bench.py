#!/usr/bin/env python3
"""What it takes to compare two series with each other: generated ones, of as many hunks as are asked for.

  between_bench.py --patchgraph PROGRAM [--hunks 10000] [--runs 5] [--keep DIR] [--table]

Two series on one base, each of HUNKS hunks in patches of 20. Of ten places where the first series changes a line the
second changes the same one at one, and every second of these is the same change in both. Everything is made up, by
the same rule each time. --table does it for 1,000 to 100,000 hunks; --keep leaves the files in DIR.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

LINES = 600          # of a file
SPACING = 30         # lines from one hunk of a series to its next
HUNKS_A_FILE = LINES // SPACING
HUNKS_A_PATCH = 20
FILES_A_PATCH = 4    # so each file is changed by four patches of a series
CONTEXT = 3


def line_of(file, number):
    """A line of the base: most are like no other, some are like many, as in code."""
    if number % 7 == 3:
        return "\n"
    if number % 11 == 5:
        return "\t}\n"
    return f"\tresult += step_{file}(table[{number}], {number * 7919 % 1000});\n"


def place(series, file, hunk):
    """The line that a hunk changes, from 0, and what it becomes."""
    line = hunk * SPACING + 10
    number = file * HUNKS_A_FILE + hunk
    if series == "two" and number % 10 != 0:
        return line + 12, f"\tresult -= two_{number}(); /* {number} */\n"
    # Every tenth is where the other series changes something, every twentieth the same.
    return line, f"\tresult = {'one' if number % 20 == 0 else series}_{number}();\n"


def patch_of_file(series, file, hunks):
    """The text that changes some hunks' lines, the lines of the file being where the base has them."""
    path = path_of(file)
    text = [f"--- a/{path}\n+++ b/{path}\n"]
    for hunk in hunks:
        line, new = place(series, file, hunk)
        first, last = line - CONTEXT, line + CONTEXT
        text.append(f"@@ -{first + 1},{2 * CONTEXT + 1} +{first + 1},{2 * CONTEXT + 1} @@\n")
        for at in range(first, last + 1):
            old = line_of(file, at)
            text.append(f"-{old}+{new}" if at == line else f" {old}")
    return "".join(text)


def path_of(file):
    return f"drivers/part{file % 20}/file{file}.c"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as out:
        out.write(text)


def generate(folder, hunks):
    files = max(FILES_A_PATCH, hunks // HUNKS_A_FILE)
    files -= files % FILES_A_PATCH
    for file in range(files):
        write(f"{folder}/base/{path_of(file)}", "".join(line_of(file, at) for at in range(LINES)))
    for series in ("one", "two"):
        names = []
        share = HUNKS_A_PATCH // FILES_A_PATCH
        for first in range(0, files, FILES_A_PATCH):
            for part in range(HUNKS_A_FILE // share):
                chosen = range(part, HUNKS_A_FILE, HUNKS_A_FILE // share)
                names.append(f"{len(names):05}-{series}.patch")
                write(f"{folder}/{series}/{names[-1]}",
                      "".join(patch_of_file(series, file, chosen) for file in range(first, first + FILES_A_PATCH)))
        write(f"{folder}/{series}/series", "".join(name + "\n" for name in names))
    return files * HUNKS_A_FILE


def run(command, folder):
    """Seconds, megabytes at the peak, what it printed, and seconds of the processor."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"between_bench: {' '.join(command)} failed")
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read(), usage.ru_utime + usage.ru_stime


def median_of(command, folder, runs):
    results = [run(command, folder) for _ in range(runs)]
    return (statistics.median(r[0] for r in results), max(r[1] for r in results),
            statistics.median(r[3] for r in results))


def expected(hunks):
    """What the generator put there: places that both change differently, and those that both change alike."""
    same = (hunks + 19) // 20
    return (hunks + 9) // 10 - same, same


def measure(program, folder, hunks, runs, tell):
    made = generate(folder, hunks)
    both = [program, "check", "one@base", "two@base"]
    counts = json.loads(run(both + ["--json"], folder)[2])["summary"]["between"]
    if (counts["conflicts"], counts["same"]) != expected(made):
        sys.exit(f"between_bench: found {counts}, and there are {expected(made)}")
    seconds, memory, processor = median_of(both + ["--quiet"], folder, runs)
    if tell:
        print(f"two series of {made} hunks each, {counts['conflicts']} conflicts and {counts['same']} same changes")
        alone = [median_of([program, "check", f"{series}@base", "--quiet"], folder, runs)[2] for series in ("one", "two")]
        text = median_of(both, folder, runs)[0]
        as_json = median_of(both + ["--json"], folder, runs)[0]
        print(f"  the whole process, nothing printed  {seconds:.2f} s ({processor:.2f} s of a processor)  {memory:.0f} MB")
        print(f"  each series alone, of a processor   {alone[0]:.2f} s and {alone[1]:.2f} s")
        print(f"  so comparing them takes             {processor - sum(alone):.2f} s of a processor")
        print(f"  printed as text                     {text:.2f} s")
        print(f"  printed as JSON                     {as_json:.2f} s")
    return made, seconds, memory, processor


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patchgraph", required=True)
    parser.add_argument("--hunks", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep")
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    program = os.path.realpath(options.patchgraph)
    sizes = [1000, 3000, 10000, 30000, 100000] if options.table else [options.hunks]
    if options.table:
        print("hunks of each  seconds  of a processor  microseconds a hunk  MB")
    for size in sizes:
        folder = options.keep or tempfile.mkdtemp(prefix="patchgraph-between-")
        try:
            made, seconds, memory, processor = measure(program, folder, size, options.runs, not options.table)
        finally:
            if not options.keep:
                shutil.rmtree(folder)
        if options.table:
            print(f"{made:13}  {seconds:7.2f}  {processor:14.2f}  {processor / made / 2 * 1e6:19.1f}  {memory:.0f}")


if __name__ == "__main__":
    main()
