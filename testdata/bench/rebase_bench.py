#!/usr/bin/env python3
"""What a rebase takes, against git's own.

  rebase_bench.py --patchgraph PROGRAM [--repository GIT_DIR --range A..B --onto T] [--git GIT]... [--runs 5]
                  [--slow]

The range is a line of commits that goes onto T without a conflict, as linearised kernel history does. Runs take turns;
what is shown is the median of the wall clock, the processors' time, and the most memory. Every commit's tree is
compared with that which git makes. `git replay` is measured where a GIT has it (2.44), `git rebase` with --slow.
Then trees of 20,000 and of 90,000 files, made up, to see that their size does not matter.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BRANCH = "bench"
PERSON = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
          "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.com",
          "GIT_COMMITTER_DATE": "1150000000 +0000",
          "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}


class Run:
    """One run of a program: what it printed and what it took."""

    def __init__(self, command, cwd=None, processors=None, status=0):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **PERSON}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, preexec_fn=processors and (lambda: os.sched_setaffinity(0, processors)))
        self.out, errors = process.communicate()
        self.wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if process.returncode != status:
            sys.exit(f"{' '.join(command)}: exit status {process.returncode}\n"
                     f"{self.out.decode(errors='replace')}{errors.decode(errors='replace')}")


def peak_memory(command, cwd):
    """In MB, of the program alone."""
    script = ("import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024)")
    return int(Run([sys.executable, "-c", script, *command], cwd).out)


def git(repository, *arguments, program="git", stdin=None):
    result = subprocess.run([program, "-C", repository, *arguments], env={**os.environ, **PERSON}, input=stdin,
                            capture_output=True)
    if result.returncode != 0:
        sys.exit(f"{program} {' '.join(arguments)}: {result.stderr.decode(errors='replace')}")
    return result.stdout.decode(errors="replace").strip()


def replay_options(program):
    """How this git is told to replay and to leave the branch alone; None if it cannot replay."""
    usage = subprocess.run([program, "replay", "-h"], capture_output=True)
    text = (usage.stdout + usage.stderr).decode()
    if "git replay" not in text:
        return None
    return ["--ref-action=print"] if "--ref-action" in text else []


def trees(repository, base, tip):
    lines = git(repository, "rev-list", "--reverse", "--format=%T", f"{base}..{tip}").split("\n")
    return [line for line in lines if not line.startswith("commit ")]


class Bench:
    def __init__(self, arguments, repository, upstream, tip, onto):
        self.program = arguments.patchgraph
        self.gits = arguments.git or ["git"]
        self.runs = arguments.runs
        self.repository = repository
        self.upstream, self.tip, self.onto = upstream, tip, onto
        self.packs = os.path.join(git(repository, "rev-parse", "--absolute-git-dir"), "objects", "pack")
        self.packs_before = set(os.listdir(self.packs))

    def rebase(self, *options):
        return [self.program, "rebase", "--repository", self.repository, *options, "--onto", self.onto,
                self.upstream, BRANCH]

    def back(self):
        """As before the last run, the packs that it wrote included."""
        git(self.repository, "update-ref", f"refs/heads/{BRANCH}", self.tip)
        for name in set(os.listdir(self.packs)) - self.packs_before:
            os.remove(os.path.join(self.packs, name))

    def measure(self, commands):
        """The runs of each command, taking turns."""
        taken = {name: [] for name in commands}
        for _ in range(self.runs):
            for name, (command, processors) in commands.items():
                self.back()
                taken[name].append(Run(command, self.repository, processors))
        return taken

    def table(self):
        replays = {}
        for program in self.gits:
            options = replay_options(program)
            if options is not None:
                version = git(self.repository, "version", program=program).split()[2]
                replays[f"git replay ({version})"] = [program, "replay", *options, "--onto", self.onto,
                                                      f"{self.upstream}..{BRANCH}"]
        one = {min(os.sched_getaffinity(0))}
        commands = {"git log --raw": ([self.gits[0], "log", "--raw", "--format=", f"{self.upstream}..{self.tip}"],
                                      None)}
        commands.update({name: (command, None) for name, command in replays.items()})
        commands["preview"] = (self.rebase("--dry-run"), None)
        commands["preview, one thread"] = (self.rebase("--dry-run"), one)
        commands["written"] = (self.rebase(), None)
        commands["written, one thread"] = (self.rebase(), one)
        taken = self.measure(commands)
        yardstick = list(replays)[-1] if replays else None
        print(f"{'':24}{'wall s':>8}{'cpu s':>8}{'MB':>6}{'  times as fast as ' + yardstick if yardstick else ''}")
        for name, runs in taken.items():
            wall = statistics.median(run.wall for run in runs)
            cpu = statistics.median(run.cpu for run in runs)
            self.back()
            memory = peak_memory(commands[name][0], self.repository)
            ratio = ""
            if yardstick:
                ratio = f"{statistics.median(run.wall for run in taken[yardstick]) / wall:10.1f}"
            print(f"{name:24}{wall:8.2f}{cpu:8.2f}{memory:6}{ratio}")
        return replays

    def compare(self, replays):
        """The trees of all commits, by git, by us, and by us with one thread."""
        self.back()
        Run(self.rebase(), self.repository)
        ours = git(self.repository, "rev-parse", BRANCH)
        self.back()
        Run(self.rebase(), self.repository, {min(os.sched_getaffinity(0))})
        alone = git(self.repository, "rev-parse", BRANCH)
        print(f"with one thread: {'the same commits' if alone == ours else 'OTHER COMMITS'}")
        made = trees(self.repository, self.onto, ours)
        for name, command in replays.items():
            self.back()
            out = Run(command, self.repository).out.decode()
            new = re.search(r"^update \S+ ([0-9a-f]+)", out, re.M)
            if new is None:
                sys.exit(f"{name}: no new commit in {out!r}")
            expected = trees(self.repository, self.onto, new.group(1))
            differ = sum(a != b for a, b in zip(made, expected)) + abs(len(made) - len(expected))
            print(f"{name}: {differ} of {len(expected)} trees differ")
        self.back()
        problems = git(self.repository, "fsck", "--connectivity-only", "--no-dangling", ours)
        if problems:
            print(problems)

    def slow(self):
        folder = self.repository + "-worktree"
        git(self.repository, "worktree", "add", "--detach", folder, self.tip)
        wall = Run([self.gits[0], "rebase", "-q", "--onto", self.onto, self.upstream], folder).wall
        same = git(folder, "rev-parse", "HEAD^{tree}") == self.last_tree()
        print(f"git rebase: {wall:.1f} s, once; the last tree is {'the same' if same else 'ANOTHER'}")

    def last_tree(self):
        self.back()
        Run(self.rebase(), self.repository)
        return git(self.repository, "rev-parse", f"{BRANCH}^{{tree}}")


def borrow(source, folder, upstream, tip):
    """A repository that borrows from `source`, with the range's own objects in one pack."""
    subprocess.run(["git", "clone", "-q", "--bare", "--shared", "--no-tags", source, folder], check=True)
    objects = git(folder, "rev-list", "--objects", "--no-object-names", f"{upstream}..{tip}")
    git(folder, "pack-objects", "-q", "objects/pack/pack", stdin=objects.encode())


def generate(folder, files):
    """A tree of so many files, one commit that changes a hundredth of them, and a line of 200 that change others."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "base", folder], check=True)

    def path(file):
        return f"part{file % 30}/group{file // 30 % 25}/file{file}.c"

    def text(file, *changed):
        words = dict(changed)
        return "".join(words.get(line, f"line {line} of file {file}") + "\n" for line in range(60))

    stream = []

    def commit(ref, mark, parent, contents):
        stream.append(f"commit refs/heads/{ref}\nmark :{mark}\ncommitter C <c@example.com> {1150000000 + mark} +0000\n"
                      f"data 2\n{ref[0]}\n" + (f"from :{parent}\n" if parent else ""))
        for name, content in contents:
            stream.append(f"M 100644 inline {name}\ndata {len(content)}\n{content}\n")

    commit("base", 1, None, ((path(file), text(file)) for file in range(files)))
    # As many files whatever the size of the tree: it is the tree that grows.
    touched = range(0, files, files // 200)
    commit("onto", 2, 1, ((path(file), text(file, (5, "upstream"))) for file in touched))
    for number, file in enumerate(list(touched)[:200]):
        parent = 1 if number == 0 else 2 + number
        commit(BRANCH, 3 + number, parent, [(path(file), text(file, (40, f"topic {number}")))])
    subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input="".join(stream).encode(), check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patchgraph", required=True)
    parser.add_argument("--repository")
    parser.add_argument("--range")
    parser.add_argument("--onto")
    parser.add_argument("--git", action="append")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow", action="store_true")
    arguments = parser.parse_args()
    scratch = tempfile.mkdtemp(prefix="patchgraph-rebase-")
    try:
        if arguments.repository:
            upstream, tip = (git(arguments.repository, "rev-parse", f"{end}^{{commit}}")
                             for end in arguments.range.split(".."))
            onto = git(arguments.repository, "rev-parse", f"{arguments.onto}^{{commit}}")
            work = f"{scratch}/series"
            borrow(os.path.abspath(arguments.repository), work, upstream, tip)
            count = git(work, "rev-list", "--count", f"{upstream}..{tip}")
            print(f"### {count} commits, {arguments.range} onto {arguments.onto}")
            bench = Bench(arguments, work, upstream, tip, onto)
            bench.compare(bench.table())
            if arguments.slow:
                bench.slow()
        for files in (20000, 90000):
            work = f"{scratch}/{files}"
            generate(work, files)
            print(f"\n### 200 commits in a tree of {files:,} files")
            base, tip, onto = (git(work, "rev-parse", name) for name in ("base", BRANCH, "onto"))
            bench = Bench(arguments, work, base, tip, onto)
            bench.compare(bench.table())
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
