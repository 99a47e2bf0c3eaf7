#!/usr/bin/env python3
"""What the dependency graph costs, against git, and whether git agrees with it.

A release of Linux as one series: the graph against `git log -p` of the same commits, then questions answered from
what was kept. For some commits the smallest series that holds them is picked, in order, onto the release before,
with `git cherry-pick`. Works in a temporary clone that shares the objects of the given one.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

IDENTITY = {"GIT_AUTHOR_NAME": "bench", "GIT_AUTHOR_EMAIL": "bench@localhost",
            "GIT_COMMITTER_NAME": "bench", "GIT_COMMITTER_EMAIL": "bench@localhost"}


def measure(command, runs):
    """Medians of processor and wall time in seconds, and the most memory in MB."""
    cpu, wall, memory = [], [], []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall.append(time.monotonic() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        memory.append(usage.ru_maxrss / 1024)
        if status != 0:
            sys.exit(f"{' '.join(command)} ended with status {status}")
    return statistics.median(cpu), statistics.median(wall), max(memory)


class Release:
    def __init__(self, arguments, folder):
        self.git = os.environ.get("GIT", "git")
        self.program = arguments.patchgraph
        self.range = arguments.range
        self.folder = folder
        subprocess.run([self.git, "clone", "-q", "--shared", "--no-checkout", arguments.linux, folder], check=True)

    def graph(self, *more):
        return [self.program, "graph", "git:" + self.range, "--linear", "--repository", self.folder, *more]

    def answer(self, *more):
        done = subprocess.run(self.graph("--json", *more), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              check=True)
        return json.loads(done.stdout)["stacks"][0]

    def compare(self, runs):
        git = measure([self.git, "-C", self.folder, "log", "-p", self.range], runs)
        ours = measure(self.graph("--fresh", "-q"), runs)
        print(f"git log -p {self.range}: {git[0]:.2f} s of processor time, {git[1]:.2f} s, {git[2]:.0f} MB")
        print(f"the graph: {ours[0]:.2f} s ({ours[0] / git[0]:.2f}), {ours[1]:.2f} s ({ours[1] / git[1]:.2f}), "
              f"{ours[2]:.0f} MB ({ours[2] / git[2]:.2f})")

    def closures(self, count):
        """Commits that need one to forty others, evenly over the release, none of them left out."""
        stack = self.answer()
        left_out = {part["patch"] for part in stack["left_out"]}
        print(f"{stack['patch_count']} patches, {stack['island_count']} islands, {stack['round_count']} rounds; "
              f"left out: parts of {len(left_out)} patches")
        fit = [patch for patch in stack["patches"] if 1 <= patch["needs"] <= 40 and patch["number"] not in left_out]
        chosen = []
        for patch in fit[::max(1, len(fit) // (3 * count))]:
            needs = self.answer("--needs", patch["source"])
            numbers = needs["needs"]["levels"][0]["series"]
            if len(numbers) < 2 or left_out & set(numbers):
                continue
            source = {other["number"]: other["source"] for other in needs["patches"]}
            chosen.append([source[number] for number in numbers])
            if len(chosen) == count:
                break
        return chosen

    def question_time(self, commits):
        walls = []
        for commit in commits:
            walls.append(measure(self.graph("-q", "--needs", commit), 1)[1])
        print(f"--needs from what was kept, {len(walls)} commits: {statistics.median(walls):.2f} s, "
              f"the longest {max(walls):.2f} s")

    def pick(self, closures):
        base = self.range.split("..")[0]
        conflicts = picks = 0
        for series in closures:
            self.run("checkout", "-q", "-f", "--detach", base)
            done = self.run("cherry-pick", "--allow-empty", "--keep-redundant-commits", *series, check=False)
            picks += len(series)
            if done.returncode != 0:
                conflicts += 1
                print(f"CONFLICT: {series[-1]} with {len(series) - 1} others")
                self.run("cherry-pick", "--abort", check=False)
        print(f"{len(closures)} smallest series picked onto {base}: {picks} picks, {conflicts} in conflict")

    def run(self, *args, check=True):
        return subprocess.run([self.git, "-C", self.folder, *args], env=dict(os.environ, **IDENTITY), check=check,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--linux", required=True, help="a clone of Linux")
    parser.add_argument("--patchgraph", required=True, help="the program")
    parser.add_argument("--range", default="v2.6.16..v2.6.17")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--closures", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        release = Release(arguments, os.path.join(folder, "linux"))
        release.compare(arguments.runs)
        closures = release.closures(arguments.closures)
        release.question_time([series[-1] for series in closures])
        release.pick(closures)


if __name__ == "__main__":
    main()
