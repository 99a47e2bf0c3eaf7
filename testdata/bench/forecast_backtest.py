#!/usr/bin/env python3
"""Backtests the forecast on real stacks, and fits its constants.

  forecast_backtest.py --built FOLDER [--linux GIT_DIR] [--xen GIT_DIR] [--git-project GIT_DIR] [--output FILE]

FOLDER is where Bazel built engine/forecast/. GIT_DIRs are clones of Linux (tags v2.6.11 to v2.6.27; with a branch
openvz-orig on v2.6.18, where there is one), of Xen (tags 3.0.2-branched and 3.1.0-branched) and of git. What is not
given is left out, and said so.

Each stack is carried from release to release (forecast_history), and forecast_fit does the rest: constants that are
fitted to all families of stacks but one are tried on that one. Printed are the tables of docs/forecast.md and the
constants of engine/forecast/forecast_constants.cc; --output keeps all that forecast_fit said, --tables the tables.
"""
import argparse
import collections
import os
import subprocess
import sys
import tempfile

IDENTITY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "bench"), ("EMAIL", "bench@localhost"), ("DATE", "1000000000 +0000"))}
# A stack of Xen: the tag, Linux's release, and the folder of its patches.
XEN = [("Xen 3.0.2", "3.0.2-branched", "v2.6.16", "patches/linux-2.6.16"),
       ("Xen 3.1.0", "3.1.0-branched", "v2.6.18", "patches/linux-2.6.18")]
NEWEST_LINUX, OPENVZ, OPENVZ_BASE = "v2.6.27", "openvz-orig", "v2.6.18"
# All that a release changed, as if it were a stack on the release before: tried on the releases before that alone,
# since upstream has it afterwards.
LINUX_STEPS = [("v2.6.19", "v2.6.20"), ("v2.6.22", "v2.6.23"), ("v2.6.25", "v2.6.26")]
GIT_STEPS = [("v2.20.0", "v2.21.0"), ("v2.30.0", "v2.31.0"), ("v2.40.0", "v2.41.0")]
RELEASES = "17"
FIGURES = ["next-files-in-conflict", "next-conflicts", "next-conflict-regions", "next-forks-drifted",
           "next-drift-hunks"]


def git(*arguments, **options):
    done = subprocess.run(["git", *arguments], env=dict(os.environ, **IDENTITY), stdout=subprocess.PIPE,
                          check=options.get("check", True), stderr=options.get("stderr"))
    return done.stdout.decode(errors="surrogateescape").strip()


class Tables:
    """What forecast_history says of each stack, as files for forecast_fit."""

    def __init__(self, folder, built):
        self.folder = folder
        self.built = built
        self.arguments = []

    def add(self, family, name, repository, target, base, *series):
        print(f"reading the history of {name}", file=sys.stderr, flush=True)
        text = subprocess.run([os.path.join(self.built, "forecast_history"), repository, target, RELEASES, base, name,
                               *series], stdout=subprocess.PIPE, check=True).stdout
        path = os.path.join(self.folder, f"{len(self.arguments)}.tsv")
        with open(path, "wb") as table:
            # Translations are made anew by a program: a thousand places in conflict are none to anybody.
            table.writelines(line for line in text.splitlines(True)
                             if not line.split(b"\t", 2)[1].endswith((b".po", b".pot")))
        self.arguments.append(f"{family}:{name}:{path}")

    def add_steps(self, family, repository, steps):
        """`repository` is ours to write to."""
        for before, after in steps:
            if not git("-C", repository, "rev-parse", "-q", "--verify", after + "^{tree}", check=False):
                print(f"left out: there is no {after} in {repository}", file=sys.stderr)
                continue
            commit = git("-C", repository, "commit-tree", after + "^{tree}", "-p", before + "^{commit}", "-m", after)
            self.add(family, f"{before[1:]} to {after[1:]}", repository, before, before, f"git:{before}..{commit}")


def borrow(repository, folder, name):
    """A bare clone that borrows all objects, for commits of ours."""
    place = os.path.join(folder, name)
    git("clone", "-q", "--bare", "--shared", repository, place)
    return place


def add_xen(tables, linux, xen):
    for name, tag, base, patches in XEN:
        top = os.path.join(tables.folder, tag)
        os.mkdir(top)
        archive = subprocess.run(["git", "-C", xen, "archive", tag, "linux-2.6-xen-sparse", patches,
                                  "xen/include/public"], stdout=subprocess.PIPE, check=True).stdout
        subprocess.run(["tar", "-x", "-C", top], input=archive, check=True)
        # The script that lays the tree over a kernel is no part of the kernel.
        script = os.path.join(top, "linux-2.6-xen-sparse/mkbuildtree")
        if os.path.exists(script):
            os.unlink(script)
        tables.add("xen", name, linux, NEWEST_LINUX, base, f"dir:{top}/{patches}",
                   f"sparse:{top}/linux-2.6-xen-sparse", f"sparse:{top}/xen/include/public:include/xen/interface")


def rows_of(text, kind):
    return [line.split("\t")[1:] for line in text.splitlines() if line.startswith(kind + "\t")]


def tables_of(text):
    """Markdown: each forecast of the Xen stacks and OpenVZ, then how good all of them are."""
    yield "| stack | from | to | figure | forecast | range | happened | error | held |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, before, after, figure, expected, low, high, actual, error, held in rows_of(text, "case"):
        if "to" not in name.split():
            yield (f"| {name} | {before} | {after} | {figure[5:]} | {expected} | {low} to {high} | {actual} | {error} |"
                   f" {held} |")
    yield ""
    yield "| stack | figure | forecasts | in the range | mean error | mean size of the error |"
    yield "|---|---|---|---|---|---|"
    tallies = collections.defaultdict(list)
    for figure, name, cases, held, error, size in rows_of(text, "tally"):
        tallies[figure].append((name, cases, held, error, size))
    for figure in FIGURES:
        for name, cases, held, error, size in tallies[figure]:
            yield f"| {name} | {figure[5:]} | {cases} | {float(held) * 100:.0f}% | {error} | {size} |"
    yield ""
    yield "| | chance, from | files | said, in the mean | happened |"
    yield "|---|---|---|---|---|"
    for row in rows_of(text, "chance"):
        yield "| " + " | ".join(row) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--built", required=True)
    for name in ("--linux", "--xen", "--git-project", "--output", "--tables"):
        parser.add_argument(name)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables(folder, os.path.abspath(args.built))
        if args.linux and args.xen:
            add_xen(tables, args.linux, args.xen)
        else:
            print("left out: Xen needs --linux and --xen", file=sys.stderr)
        if args.linux:
            linux = borrow(args.linux, folder, "linux.git")
            if git("-C", linux, "rev-parse", "-q", "--verify", OPENVZ, check=False):
                tables.add("openvz", "OpenVZ", linux, NEWEST_LINUX, OPENVZ_BASE, f"git:{OPENVZ_BASE}..{OPENVZ}")
            else:
                print(f"left out: --linux has no branch {OPENVZ}", file=sys.stderr)
            tables.add_steps("linux", linux, LINUX_STEPS)
        if args.git_project:
            tables.add_steps("git", borrow(args.git_project, folder, "git.git"), GIT_STEPS)
        else:
            print("left out: --git-project is not given", file=sys.stderr)
        if not tables.arguments:
            sys.exit("forecast_backtest: no stack is left")
        text = subprocess.run([os.path.join(tables.built, "forecast_fit"), *tables.arguments],
                              stdout=subprocess.PIPE, check=True).stdout.decode()
    if args.output:
        with open(args.output, "w") as output:
            output.write(text)
    lines = "\n".join(tables_of(text)) + "\n"
    if args.tables:
        with open(args.tables, "w") as output:
            output.write(lines)
    print(lines)
    print(text[text.index("# all"):].split("\nchance")[0])


if __name__ == "__main__":
    main()
