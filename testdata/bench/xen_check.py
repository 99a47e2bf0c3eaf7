#!/usr/bin/env python3
"""Times `patchgraph check` on Xen 3.0.2 and Linux 2.6.17 against git, and compares what they find.

The scenario is laid out in a temporary folder: the six patches, the sparse tree and the public headers of
Xen, and a repository that shares the objects of the given Linux clone. For git, the stack is committed on
v2.6.16 beforehand; that is not timed.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

BASE, ONTO, XEN = "v2.6.16", "v2.6.17", "3.0.2-branched"
PATCHES = "patches/linux-2.6.16"
SPARSE = [("linux-2.6-xen-sparse", ""), ("xen/include/public", "include/xen/interface")]
PROJECT = """repository: "linux"
stack {
  name: "xen"
  base: "v2.6.16"
  layer { dir: "xen/patches/linux-2.6.16" }
  layer { sparse: "xen/linux-2.6-xen-sparse" }
  layer { sparse: "xen/xen/include/public" at: "include/xen/interface" }
}
onto: "v2.6.17"
"""
IDENTITY = {"GIT_AUTHOR_NAME": "bench", "GIT_AUTHOR_EMAIL": "bench@localhost",
            "GIT_COMMITTER_NAME": "bench", "GIT_COMMITTER_EMAIL": "bench@localhost"}


class Scenario:
    """The founding case as folders, and as a commit."""

    def __init__(self, folder, git, linux, xen):
        self.git, self.folder = git, folder
        self.xen = os.path.join(folder, "xen")
        os.mkdir(self.xen)
        self.run("clone", "-q", "--shared", "--no-checkout", linux, os.path.join(folder, "linux"), where=None)
        archive = os.path.join(folder, "xen.tar")
        self.run("archive", "-o", archive, XEN, "linux-2.6-xen-sparse", "patches", "xen/include/public",
                 where=xen)
        subprocess.run(["tar", "-xf", archive, "-C", self.xen], check=True)
        os.unlink(archive)
        # The script that lays the tree over a kernel is no part of the kernel.
        os.unlink(os.path.join(self.xen, "linux-2.6-xen-sparse/mkbuildtree"))
        with open(os.path.join(folder, "patchgraph.textproto"), "w") as project:
            project.write(PROJECT)
        self.stack = self.commit_stack()

    def run(self, *args, where="", index=None, given=None):
        env = dict(os.environ, **IDENTITY)
        if index:
            env["GIT_INDEX_FILE"] = index
        command = [self.git]
        if where is not None:
            command += ["-C", where or os.path.join(self.folder, "linux")]
        done = subprocess.run(command + list(args), env=env, input=given, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode(errors="surrogateescape").strip()

    def commit_stack(self):
        index = os.path.join(self.folder, "index")
        self.run("read-tree", BASE, index=index)
        patches = os.path.join(self.xen, PATCHES)
        for patch in sorted(os.listdir(patches)):
            self.run("apply", "--cached", "--whitespace=nowarn", os.path.join(patches, patch), index=index)
        for folder, at in SPARSE:
            self.lay_over(os.path.join(self.xen, folder), at, index)
        tree = self.run("write-tree", index=index)
        return self.run("commit-tree", tree, "-p", BASE + "^{commit}", "-m", "Xen 3.0.2")

    def lay_over(self, top, at, index):
        files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names)
        ids = self.run("hash-object", "-w", "--stdin-paths", given="\n".join(files).encode()).split()
        lines = []
        for path, oid in zip(files, ids):
            mode = "100755" if os.access(path, os.X_OK) else "100644"
            lines.append(f"{mode} {oid}\t{os.path.normpath(os.path.join(at, os.path.relpath(path, top)))}")
        self.run("update-index", "--add", "--index-info", index=index, given="\n".join(lines).encode())


def measure(command, folder):
    """Wall seconds, processor seconds and peak memory in KiB of one run."""
    start = os.times().elapsed
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"bench: {' '.join(command)} failed")
    return os.times().elapsed - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def compare(name, ours, theirs, runs, folder):
    """Runs the two in turn, so that a machine that changes its pace changes it for both."""
    measure(ours, folder), measure(theirs, folder)
    rows = [(measure(ours, folder), measure(theirs, folder)) for _ in range(runs)]
    median = lambda side, column: statistics.median(row[side][column] for row in rows)
    print(f"{name:34} cpu {median(0, 1) * 1000:5.0f} ms, git {median(1, 1) * 1000:5.0f} ms:"
          f" x{statistics.median(a[1] / b[1] for a, b in rows):.2f};"
          f" wall x{statistics.median(a[0] / b[0] for a, b in rows):.2f};"
          f" memory {median(0, 2) / 1024:.0f} MiB, git {median(1, 2) / 1024:.0f} MiB:"
          f" x{statistics.median(a[2] / b[2] for a, b in rows):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--linux", "--xen", "--patchgraph"):
        parser.add_argument(name, required=True)
    parser.add_argument("--runs", type=int, default=9)
    args = parser.parse_args()
    args.patchgraph = os.path.abspath(args.patchgraph)
    git = os.environ.get("GIT", "git")
    # A child's peak memory counts from what it was forked from: stay small.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        scenario = Scenario(folder, git, args.linux, args.xen)
        merge = [git, "-C", os.path.join(folder, "linux"), "merge-tree", "--write-tree", ONTO, scenario.stack]
        check = [args.patchgraph, "check", "xen", "--squash"]
        committed = [args.patchgraph, "check", f"git:{BASE}..{scenario.stack}", "--onto", ONTO, "--squash",
                     "--repository", os.path.join(folder, "linux")]
        found = subprocess.run(check + ["--json"], cwd=folder, stdout=subprocess.PIPE).stdout
        ours = {c["path"] for c in json.loads(found)["conflicts"] if c["kind"] != "masked"}
        listed = merge[:-2] + ["--name-only", "--no-messages"] + merge[-2:]
        said = subprocess.run(listed, stdout=subprocess.PIPE).stdout
        theirs = set(said.decode().splitlines()[1:])  # the tree's id is first
        print(f"files in conflict: patchgraph {len(ours)}, git {len(theirs)},"
              f" {'the same' if ours == theirs else 'NOT the same: ' + str(ours ^ theirs)}")
        compare("check --squash, patches and all", check, merge, args.runs, folder)
        compare("check --squash, stack committed", committed, merge, args.runs, folder)
        compare("check, patch by patch", [args.patchgraph, "check", "xen"], merge, args.runs, folder)
        return 0 if ours == theirs else 1


if __name__ == "__main__":
    sys.exit(main())
