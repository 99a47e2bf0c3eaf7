#!/usr/bin/env python3
"""Runs patchgraph over the quilt series of Debian source packages, and tries what it says with patch(1).

--debian is a folder that has, for each package, the original tree and the unpacked debian folder:

    linux-6.1.176/            the original tarball's content
    linux-6.1.176-1/debian/   the debian tarball's content: the same name, a '-' and Debian's revision

Each series (debian/patches, and debian/patches-rt where there is one) is checked on its own base; every patch is
tried alone with what the graph says that it needs, and the whole series in orders that the graph allows. Two
series of a package are compared with each other, and where patchgraph finds nothing between them they are
applied in both orders. Where there are two versions of a package each series is moved to the other's base.
With --git, a repository with the original trees as tags linux-6.1.176 and so on, git says what conflicts there.

patch(1) is called with -F0: context must be as the patch has it. Exit status 1 where they do not agree.
"""
import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

IDENTITY = {"GIT_AUTHOR_NAME": "bench", "GIT_AUTHOR_EMAIL": "bench@localhost", "GIT_COMMITTER_NAME": "bench",
            "GIT_COMMITTER_EMAIL": "bench@localhost", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
APPLYING = {"content", "order", "context"}


class Series:
    """A folder of patches, in the order of its series file, and the tree that they are made for."""

    def __init__(self, base, folder):
        self.base, self.folder = base, folder
        with open(os.path.join(folder, "series")) as series:
            lines = [line.split(" #")[0].strip() for line in series]
        self.patches = [line.split()[0] for line in lines if line and not line.startswith("#")]
        self.touched = {name: self.paths(name) for name in self.patches}

    def spec(self):
        return f"quilt:{self.folder}@{self.base}"

    def path(self, name):
        return os.path.join(self.folder, name)

    def paths(self, name):
        """Every path that the patch may read or write."""
        found = set()
        with open(self.path(name), "rb") as patch:
            for line in patch:
                for begin, strip in ((b"--- ", 1), (b"+++ ", 1), (b"rename from ", 0), (b"rename to ", 0),
                                     (b"copy from ", 0)):
                    if line.startswith(begin):
                        path = line[len(begin):].split(b"\t")[0].strip().decode(errors="surrogateescape")
                        found.add(path.split("/", 1)[-1] if strip else path)
        return found


class Trial:
    """Applies patches with patch(1), to a copy of the files that they touch."""

    def __init__(self, folder):
        self.folder = folder

    def apply(self, base, patches):
        """`patches`: pairs of a Series and a name. The names that were refused, and the files' hashes."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        for path in sorted(set().union(*(series.touched[name] for series, name in patches))):
            source, copy = os.path.join(base, path), os.path.join(self.folder, path)
            if os.path.isfile(source):
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                shutil.copy2(source, copy)
        refused = []
        for series, name in patches:
            done = subprocess.run(["patch", "-p1", "-s", "-f", "-E", "-F0", "--no-backup-if-mismatch",
                                   "-i", os.path.abspath(series.path(name))],
                                  cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if done.returncode != 0:
                refused.append(name)
        return refused, self.hashes()

    def hashes(self):
        found = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                if not name.endswith((".orig", ".rej")):
                    path = os.path.join(folder, name)
                    with open(path, "rb") as content:
                        found[os.path.relpath(path, self.folder)] = hashlib.sha1(content.read()).hexdigest()
        return found


class Bench:
    def __init__(self, options, folder):
        self.options, self.trial, self.agrees = options, Trial(os.path.join(folder, "trial")), True
        self.random = random.Random(options.seed)

    def run(self, *args):
        """patchgraph's JSON; the line about time and memory is printed."""
        # A process of its own, so that the peak is this command's.
        code = ("import resource,subprocess,sys;r=subprocess.run(sys.argv[1:]);"
                "sys.stderr.write('%d' % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);"
                "sys.exit(r.returncode)")
        start = time.perf_counter()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", code, self.options.patchgraph, *args, "--json"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if done.returncode not in (0, 1):
            sys.exit(f"patchgraph {' '.join(args)}: {done.stderr.decode()}")
        peak = int(done.stderr.split()[-1]) // 1024
        print(f"    {time.perf_counter() - start:.2f} s, {processor:.2f} s of the processor, {peak} MB")
        return json.loads(done.stdout)

    def expect(self, agrees, words):
        self.agrees = self.agrees and agrees
        print(f"    {'as' if agrees else 'NOT as'} patchgraph says: {words}")

    def base(self, series):
        print(f"  {series.folder} on its base")
        summary = self.run("check", series.spec(), "--base-only")["summary"]
        verdicts = ", ".join(f"{count} {name}" for name, count in summary["verdicts"].items() if count)
        print(f"    {summary['patches']} patches, {summary['hunks']} hunks: {verdicts}")
        refused, _ = self.trial.apply(series.base, [(series, name) for name in series.patches])
        self.expect(bool(refused) == bool(summary["verdicts"]["conflict"]), f"patch refuses {len(refused)}")

    def graph(self, series):
        print(f"  the graph of {series.folder}")
        stack = self.run("graph", series.spec())["stacks"][0]
        needs = {patch["number"]: set() for patch in stack["patches"]}
        for edge in stack["edges"]:
            if APPLYING & set(edge["kinds"]):
                needs[edge["from"]].add(edge["to"])
        print(f"    {stack['round_count']} rounds, {stack['island_count']} islands; pairs: {stack['pairs']}")
        refused = [number for number in needs if self.refuses(series, closure(needs, number))]
        self.expect(not refused, f"{len(needs) - len(refused)} of {len(needs)} patches apply with what they need")
        whole = self.trial.apply(series.base, [(series, name) for name in series.patches])
        others = [self.trial.apply(series.base, self.named(series, order))
                  for order in allowed_orders(needs, self.options.orders, self.random)]
        self.expect(all(other == whole for other in others), f"{len(others)} other orders give the same files")

    def named(self, series, numbers):
        return [(series, series.patches[number - 1]) for number in numbers]

    def refuses(self, series, numbers):
        return self.trial.apply(series.base, self.named(series, numbers))[0]

    def between(self, one, other):
        print(f"  {one.folder} and {other.folder}")
        report = self.run("check", one.spec(), other.spec(), "--onto", one.base)
        found = report["summary"]["between"]
        print(f"    conflicts {found['conflicts']}, the same change in both {found['same']}")
        sides = [[(series, name) for name in series.patches] for series in (one, other)]
        there, back = (self.trial.apply(one.base, sides[i] + sides[1 - i]) for i in (0, 1))
        if not found["conflicts"] + found["same"]:
            self.expect(not there[0] and there == back, "both orders apply, to the same files")

    def move(self, series, onto):
        print(f"  {series.folder} moved to {os.path.basename(onto)}")
        report = self.run("check", series.spec(), "--onto", onto)
        verdicts = report["summary"]["verdicts"]
        print("    " + ", ".join(f"{count} {name}" for name, count in verdicts.items() if count))
        for conflict in report["conflicts"]:
            print(f"    conflict: {conflict['patch']}")
        refused, _ = self.trial.apply(onto, [(series, name) for name in series.patches])
        print(f"    patch refuses {len(refused)}")
        if self.options.git:
            conflicts = GitMove(self.options.git).conflicts(series, os.path.basename(onto))
            ours = {(conflict["patch"], conflict["path"]) for conflict in report["conflicts"]}
            self.expect(conflicts == ours, f"git has {len(conflicts)} files in conflict")


class GitMove:
    """Moves a series patch by patch with git merge-tree. A conflict keeps the target's lines there."""

    def __init__(self, repository):
        self.repository = repository

    def git(self, *args, given=None, index="", codes=(0,)):
        env = dict(os.environ, **IDENTITY, **({"GIT_INDEX_FILE": index} if index else {}))
        done = subprocess.run(["git", f"--git-dir={self.repository}", *args], env=env, input=given,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if done.returncode not in codes:
            sys.exit(f"git {' '.join(args)} failed")
        return done.stdout

    def line(self, *args, **keywords):
        return self.git(*args, **keywords).decode().split("\n")[0]

    def conflicts(self, series, onto):
        found = set()
        with tempfile.TemporaryDirectory() as folder:
            index, moving = os.path.join(folder, "base"), os.path.join(folder, "onto")
            base = os.path.basename(series.base)
            self.git("read-tree", base, index=index)
            before, ours = self.line("rev-parse", base + "^{tree}"), self.line("rev-parse", onto + "^{tree}")
            for name in series.patches:
                self.git("apply", "--cached", "--whitespace=nowarn", os.path.abspath(series.path(name)), index=index)
                after = self.line("write-tree", index=index)
                root = self.line("commit-tree", "-m", "base", before)
                sides = [self.line("commit-tree", "-m", "side", "-p", root, tree) for tree in (ours, after)]
                merged = self.git("merge-tree", "--write-tree", "--name-only", *sides, codes=(0, 1))
                lines = merged.decode().split("\n")
                files = lines[1:lines.index("")] if "" in lines[1:-1] else []
                found.update((name, file) for file in files)
                ours = lines[0]
                if files:
                    ours = self.keep_ours(ours, files, (sides[0], root, sides[1]), moving, folder)
                before = after
        return found

    def keep_ours(self, tree, files, commits, index, folder):
        self.git("read-tree", tree, index=index)
        for file in files:
            versions = []
            for i, commit in enumerate(commits):
                versions.append(os.path.join(folder, str(i)))
                with open(versions[-1], "wb") as version:
                    version.write(self.git("show", f"{commit}:{file}", codes=(0, 128)))
            merged = subprocess.run(["git", "merge-file", "--ours", "-p", *versions], stdout=subprocess.PIPE).stdout
            blob = self.line("hash-object", "-w", "--stdin", given=merged)
            self.git("update-index", "--cacheinfo", f"100644,{blob},{file}", index=index)
        return self.line("write-tree", index=index)


def closure(needs, number):
    found, left = {number}, [number]
    while left:
        for other in needs[left.pop()] - found:
            found.add(other)
            left.append(other)
    return sorted(found)


def allowed_orders(needs, count, chance):
    for _ in range(count):
        order, done = [], set()
        while len(order) < len(needs):
            ready = sorted(n for n in needs if n not in done and needs[n] <= done)
            order.append(chance.choice(ready))
            done.add(order[-1])
        yield order


def packages(folder):
    """{name: [(original tree, debian folder)]}, oldest first as the names sort."""
    found = {}
    for entry in sorted(os.listdir(folder)):
        base = os.path.join(folder, entry.rsplit("-", 1)[0])
        debian = os.path.join(folder, entry, "debian")
        if os.path.isfile(os.path.join(debian, "patches", "series")) and os.path.isdir(base):
            found.setdefault(os.path.basename(base).rsplit("-", 1)[0], []).append((base, debian))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--debian", default=os.environ.get("PATCHGRAPH_DEBIAN", ""), help="the folder; else skipped")
    parser.add_argument("--patchgraph", default="patchgraph", help="the program")
    parser.add_argument("--git", default="", help="a repository with the original trees")
    parser.add_argument("--orders", type=int, default=10, help="orders to try for each series")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = packages(options.debian) if os.path.isdir(options.debian) else {}
    if not found:
        print("debian series: skipped, as --debian names no folder with a package and its original tree")
        return 0
    print(f"debian series: seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, folder)
        for name, versions in found.items():
            print(name)
            for base, debian in versions:
                all_series = [Series(base, os.path.join(debian, at)) for at in ("patches", "patches-rt")
                              if os.path.isfile(os.path.join(debian, at, "series"))]
                for series in all_series:
                    bench.base(series)
                    bench.graph(series)
                    for onto, _ in versions:
                        if onto != base:
                            bench.move(series, onto)
                if len(all_series) == 2:
                    bench.between(*all_series)
    return 0 if bench.agrees else 1


if __name__ == "__main__":
    sys.exit(main())
