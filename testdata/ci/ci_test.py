"""Runs what docs/ci has for real: the workflows' steps in a shell, as the services would, and the hook with a push.

  ci_test.py PROGRAM DOCS_CI TOOLS     TOOLS: node_modules with the SARIF validator; need not be there
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import yaml

PROGRAM, DOCS, TOOLS = (os.path.abspath(name) for name in sys.argv[1:4])
VALIDATOR = os.path.join(TOOLS, "@microsoft/sarif-multitool-linux/Sarif.Multitool")
NOTHING = "0" * 40
# A patch's name may be anything that a file's may.
WILD = "fix,100%:<now>&'\".patch"


def environment(home, **more):
    """Git sees no configuration but ours, and everybody has a name."""
    kept = {"PATH": home + "/bin:" + os.environ["PATH"], "HOME": home, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1157068800"}
    for role in ("AUTHOR", "COMMITTER"):
        kept[f"GIT_{role}_NAME"], kept[f"GIT_{role}_EMAIL"] = "A U Thor", "author@example.com"
        kept[f"GIT_{role}_DATE"] = "1157068800 +0000"
    kept.update(more)
    return kept


def lines(**changed):
    """Twenty lines of a file of ours, some of them changed: line5="..."."""
    return "".join(changed.get(f"line{i}", f"step {i};") + "\n" for i in range(1, 21))


class CiTest(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.home = self.scratch.name
        os.mkdir(self.at("bin"))
        os.symlink(PROGRAM, self.at("bin/patchgraph"))
        self.make_kernel()
        self.make_project()

    def at(self, name):
        return os.path.join(self.home, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.at(name)), exist_ok=True)
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(text)

    def run_in(self, folder, *command, status=0, **more):
        ran = subprocess.run(command, cwd=self.at(folder), env=environment(self.home, **more), text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if status is not None:
            self.assertEqual(ran.returncode, status, f"{command}:\n{ran.stdout}")
        return ran.stdout

    def git(self, folder, *arguments, status=0):
        return self.run_in(folder, "git", *arguments, status=status).strip()

    def commit(self, folder, message):
        self.git(folder, "add", "-A")
        self.git(folder, "commit", "-q", "-m", message)
        return self.git(folder, "rev-parse", "HEAD")

    def make_kernel(self):
        os.mkdir(self.at("kernel"))
        self.git("kernel", "init", "-q", "-b", "main")
        self.write("kernel/a.c", lines())
        self.commit("kernel", "one")
        self.git("kernel", "tag", "v1")
        self.write("kernel/a.c", lines(line5="upstream's step 5;"))
        self.commit("kernel", "two")
        self.git("kernel", "tag", "v2")

    def patch(self, name, before, after):
        """A patch of our own making, from diff, at the end of the series."""
        self.write("before", before)
        self.write("after", after)
        text = self.run_in(".", "diff", "-u", "--label", "a/a.c", "--label", "b/a.c", "before", "after", status=1)
        self.write("project/patches/" + name, "Subject: a change of ours\n\n" + text)
        with open(self.at("project/patches/series"), "a", encoding="utf-8") as series:
            series.write(name + "\n")

    def make_project(self):
        os.mkdir(self.at("project"))
        self.git("project", "init", "-q", "-b", "main")
        self.write("project/patchgraph.textproto",
                   f'repository: "{self.at("kernel")}"\n' 'onto: "v2"\n'
                   'stack { name: "feature" base: "v1" layer { quilt: "patches" } }\n'
                   'policy { limit { name: "no-new-conflict" finding: "conflict" new_at_most: 0\n'
                   '                 reason: "It is work, 100% sure." } }\n')
        self.patch("first.patch", lines(), lines(line5="our step 5;"))
        self.start = self.commit("project", "a conflict that is there already")

    def add_clean(self):
        self.patch("clean.patch", lines(line5="our step 5;"), lines(line5="our step 5;", line15="our step 15;"))
        return self.commit("project", "a patch that is clean")

    def add_conflict(self):
        self.write("kernel/b.c", lines())
        self.patch(WILD, lines(line5="our step 5;"), lines(line5="our step 5 again;"))
        # A file that the target has and the base has not is in the way as well.
        self.write("project/patches/added.patch",
                   "Subject: a file\n\n--- /dev/null\n+++ b/b.c\n@@ -0,0 +1 @@\n+ours;\n")
        with open(self.at("project/patches/series"), "a", encoding="utf-8") as series:
            series.write("added.patch\n")
        self.git("kernel", "checkout", "-q", "v2")
        self.write("kernel/b.c", "upstream's;\n")
        self.commit("kernel", "three")
        self.git("kernel", "tag", "-f", "v2")
        return self.commit("project", "a patch in conflict")

    # The forms that a gate writes.

    def gate(self, *arguments, status=None):
        return self.run_in("project", "patchgraph", "gate", "--no-db", *arguments, status=status)

    def validate(self, file):
        """What the validator has to say of rules that an error of SARIF's would break."""
        log = self.at("validation.sarif")
        self.run_in(".", VALIDATOR, "validate", file, "--output", log, "--log", "ForceOverwrite", status=None,
                    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
        with open(log, encoding="utf-8-sig") as text:
            run = json.load(text)["runs"][0]
        return [result["ruleId"] for result in run["results"] if result.get("level", "warning") == "error"]

    def test_sarif_is_what_the_standard_says(self):
        if not os.path.exists(VALIDATOR):
            self.skipTest("the SARIF validator is not installed (./run install-deps)")
        self.add_conflict()
        self.gate("--baseline", "git:" + self.start, "--sarif", self.at("gate.sarif"), status=1)
        self.assertEqual(self.validate(self.at("gate.sarif")), [])
        with open(self.at("gate.sarif"), encoding="utf-8") as text:
            sarif = json.load(text)
        results = sarif["runs"][0]["results"]
        self.assertIn("new", [result.get("baselineState") for result in results])
        self.assertIn("unchanged", [result.get("baselineState") for result in results])
        self.assertIn("error", [result["level"] for result in results])
        # The validator does find what is wrong.
        results[0]["surprise"] = 1
        self.write("wrong.sarif", json.dumps(sarif))
        self.assertIn("JSON1005", self.validate(self.at("wrong.sarif")))

    def test_junit_is_what_test_pages_read(self):
        self.add_conflict()
        self.gate("--baseline", "git:" + self.start, "--junit", self.at("gate.xml"), status=1)
        root = ElementTree.parse(self.at("gate.xml")).getroot()
        self.assertEqual(root.tag, "testsuites")
        for suite in root:
            self.assertEqual(suite.tag, "testsuite")
            cases = list(suite)
            self.assertTrue(cases)
            self.assertEqual({case.tag for case in cases}, {"testcase"})
            self.assertEqual(int(suite.get("tests")), len(cases))
            self.assertEqual(int(suite.get("failures")), len(suite.findall("testcase/failure")))
            self.assertEqual(int(suite.get("skipped")), len(suite.findall("testcase/skipped")))
            for case in cases:
                self.assertTrue(case.get("name") and case.get("classname"))
        self.assertRegex(root.find(".//failure").get("message"), r"^\d+ new conflicts?, 0 allowed$")

    def test_code_quality_has_what_gitlab_asks_for(self):
        self.add_conflict()
        self.gate("--baseline", "git:" + self.start, "--annotations", "gitlab=" + self.at("quality.json"), status=1)
        with open(self.at("quality.json"), encoding="utf-8") as text:
            found = json.load(text)
        self.assertTrue(found)
        for item in found:
            self.assertIn(item["severity"], ("info", "minor", "major", "critical", "blocker"))
            self.assertTrue(item["description"] and item["fingerprint"] and item["location"]["path"])
            self.assertGreater(item["location"]["lines"]["begin"], 0)
        self.assertEqual(len({item["fingerprint"] for item in found}), len(found))

    # GitHub Actions.

    def github_step(self, before, **more):
        """The steps of the workflow that run something, as a runner runs them."""
        with open(os.path.join(DOCS, "github-actions.yml"), encoding="utf-8") as text:
            steps = yaml.safe_load(text)["jobs"]["gate"]["steps"]
        scripts = [step for step in steps if "run" in step]
        self.assertEqual([step["id"] for step in scripts], ["gate"])
        self.assertEqual(set(scripts[0]["env"]), {"BEFORE"})
        self.write("step.sh", scripts[0]["run"])
        for name in ("output", "summary"):
            self.write(name, "")
        ran = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", self.at("step.sh")],
                             cwd=self.at("project"), text=True, check=False, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT,
                             env=environment(self.home, BEFORE=before, GITHUB_ACTIONS="true", CI="true",
                                             GITHUB_OUTPUT=self.at("output"), GITHUB_STEP_SUMMARY=self.at("summary"),
                                             **more))
        with open(self.at("output"), encoding="utf-8") as text:
            output = text.read()
        with open(self.at("summary"), encoding="utf-8") as text:
            summary = text.read()
        return ran.returncode, ran.stdout, output, summary

    def test_github_lets_pass_what_was_there(self):
        self.add_clean()
        status, said, output, summary = self.github_step(self.start)
        self.assertEqual(status, 0, said)
        self.assertEqual(output, "sarif=gate.sarif\n")
        self.assertIn("patchgraph gate: passed", summary)
        self.assertNotIn("::error", said)

    def test_github_stops_what_became_worse(self):
        self.add_conflict()
        status, said, output, summary = self.github_step(self.start)
        self.assertEqual(status, 1, said)
        self.assertEqual(output, "sarif=gate.sarif\n")
        self.assertIn("::error file=b.c,line=1,", said)
        commands = [line for line in said.split("\n") if line.startswith("::")]
        for command in commands:
            self.assertRegex(command, r"^::(error|warning|notice) file=[^,:]*,line=\d+,endLine=\d+,title=[^,:]*::")
        self.assertIn("It is work, 100%25 sure.", said)
        self.assertIn("patchgraph gate: failed", summary)
        self.assertNotIn("<now>", summary)

    # git's own switch for its tests: as if the checkout were another user's.
    def test_a_checkout_of_another_user_has_a_baseline_too(self):
        self.add_clean()
        status, said, _, _ = self.github_step(self.start, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
        self.assertEqual(status, 0, said)
        status, said = self.gitlab_job(CI_COMMIT_BEFORE_SHA=self.start, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
        self.assertEqual(status, 0, said)

    def test_github_without_a_commit_before(self):
        status, said, _, _ = self.github_step(NOTHING)
        self.assertEqual(status, 1, said)
        self.assertIn("without a baseline all findings are new", said)

    # GitLab.

    def gitlab_job(self, **variables):
        with open(os.path.join(DOCS, "gitlab-ci.yml"), encoding="utf-8") as text:
            job = yaml.safe_load(text)["patchgraph"]
        self.write("job.sh", "\n".join(job["script"]) + "\n")
        said = self.run_in("project", "bash", "-eo", "pipefail", self.at("job.sh"), status=None, GITLAB_CI="true",
                           CI="true", **variables)
        status = subprocess.run(["bash", "-eo", "pipefail", self.at("job.sh")], cwd=self.at("project"), check=False,
                                env=environment(self.home, **variables), capture_output=True).returncode
        for report in job["artifacts"]["reports"].values():
            self.assertTrue(os.path.exists(self.at("project/" + report)), report)
        for path in job["artifacts"]["paths"]:
            self.assertTrue(os.path.exists(self.at("project/" + path)), path)
        return status, said

    def test_gitlab_lets_pass_what_was_there(self):
        self.add_clean()
        status, said = self.gitlab_job(CI_MERGE_REQUEST_DIFF_BASE_SHA=self.start)
        self.assertEqual(status, 0, said)
        status, said = self.gitlab_job(CI_COMMIT_BEFORE_SHA=self.start)
        self.assertEqual(status, 0, said)

    def test_gitlab_stops_what_became_worse(self):
        self.add_conflict()
        status, said = self.gitlab_job(CI_MERGE_REQUEST_DIFF_BASE_SHA=self.start)
        self.assertEqual(status, 1, said)
        self.assertIn("no-new-conflict", said)
        status, said = self.gitlab_job(CI_COMMIT_BEFORE_SHA=NOTHING)
        self.assertEqual(status, 1, said)

    # The hook.

    def install_hook(self, folder):
        with open(os.path.join(DOCS, "pre-receive"), encoding="utf-8") as text:
            self.write(folder + "/hooks/pre-receive", text.read())
        os.chmod(self.at(folder + "/hooks/pre-receive"), 0o755)

    def make_server(self):
        self.git(".", "clone", "-q", "--bare", "project", "server.git")
        self.install_hook("server.git")
        self.git("project", "remote", "add", "origin", self.at("server.git"))

    def push(self, *arguments, status=0, folder="project"):
        return self.git(folder, "push", "origin", *arguments, status=status)

    def server_has(self, ref, folder="server.git"):
        return self.git(folder, "for-each-ref", "--format=%(objectname)", ref)

    def test_hook_refuses_what_became_worse_and_says_why(self):
        self.make_server()
        self.add_conflict()
        said = self.push("main", status=1)
        self.assertIn("no-new-conflict", said)
        self.assertIn("It is work, 100% sure.", said)
        self.assertIn("refs/heads/main is refused", said)
        self.assertIn("pre-receive hook declined", said)
        self.assertEqual(self.server_has("refs/heads/main"), self.start)

    def test_hook_accepts_what_is_no_worse(self):
        self.make_server()
        new = self.add_clean()
        said = self.push("main")
        self.assertIn("gate: passed", said)
        self.assertEqual(self.server_has("refs/heads/main"), new)

    def test_hook_judges_new_branches_by_head(self):
        self.make_server()
        new = self.add_clean()
        self.push("main:topic")
        self.assertEqual(self.server_has("refs/heads/topic"), new)
        self.add_conflict()
        self.push("main:other", status=1)
        self.assertEqual(self.server_has("refs/heads/other"), "")

    def test_hook_lets_branches_be_deleted_and_tags_be_pushed(self):
        self.make_server()
        self.push("main:topic")
        self.push(":topic")
        self.assertEqual(self.server_has("refs/heads/topic"), "")
        self.add_conflict()
        self.git("project", "tag", "marked")
        self.push("marked")

    def test_hook_compares_a_forced_push_with_what_was_there(self):
        self.make_server()
        self.add_clean()
        self.push("main")
        self.git("project", "reset", "-q", "--hard", self.start)
        self.write("project/README", "another line of history\n")
        other = self.commit("project", "not a descendant")
        self.push("main", status=1)  # git itself asks for the force
        self.push("--force", "main")
        self.assertEqual(self.server_has("refs/heads/main"), other)
        self.git("project", "reset", "-q", "--hard", self.start)
        self.add_conflict()
        self.push("--force", "main", status=1)
        self.assertEqual(self.server_has("refs/heads/main"), other)

    def test_hook_judges_every_ref_of_a_push(self):
        self.make_server()
        clean = self.add_clean()
        self.git("project", "branch", "good", clean)
        self.add_conflict()
        said = self.push("good", "main:bad", status=1)
        self.assertIn("refs/heads/bad is refused", said)
        self.assertNotIn("refs/heads/good is refused", said)
        self.assertEqual(self.server_has("refs/heads/good"), "")

    def test_hook_ignores_repositories_without_a_project(self):
        self.make_server()
        self.git("project", "rm", "-q", "-r", "patchgraph.textproto")
        self.commit("project", "no project")
        self.push("main:plain")

    def test_hook_says_what_is_wrong_with_a_project_file(self):
        self.make_server()
        self.write("project/patchgraph.textproto", 'policy { limit { name: "a" figure: "brakes" at_most: 0 } }\n')
        self.commit("project", "a slip")
        said = self.push("main", status=1)
        self.assertIn('there is no figure "brakes"; did you mean breaks', said)

    def test_hook_judges_commits_that_are_still_kept_apart(self):
        """A kernel's branch is the stack; what is pushed is in quarantine while the hook looks at it."""
        self.git(".", "clone", "-q", "--bare", "kernel", "linux.git")
        self.install_hook("linux.git")
        for setting in ("upstream v1", "onto v2", "refs refs/heads/ours*"):
            self.git("linux.git", "config", *("patchgraph." + setting).split())
        self.write("policy", 'limit { name: "no-new-conflict" finding: "conflict" new_at_most: 0 }\n')
        self.git("linux.git", "config", "patchgraph.policy", self.at("policy"))
        self.git(".", "clone", "-q", "kernel", "work")
        self.git("work", "remote", "set-url", "origin", self.at("linux.git"))
        self.git("work", "checkout", "-q", "-b", "ours", "v1")
        self.write("work/a.c", lines(line15="our step 15;"))
        clean = self.commit("work", "clean")
        said = self.push("ours", folder="work")
        self.assertIn("gate: passed", said)
        self.assertEqual(self.server_has("refs/heads/ours", "linux.git"), clean)
        self.write("work/a.c", lines(line5="our step 5;", line15="our step 15;"))
        self.commit("work", "in conflict")
        objects = self.git("linux.git", "count-objects", "-v")
        said = self.push("ours", status=1, folder="work")
        self.assertIn("1 new conflict, 0 allowed", said)
        self.assertEqual(self.server_has("refs/heads/ours", "linux.git"), clean)
        # What was refused is gone.
        self.assertEqual(self.git("linux.git", "count-objects", "-v"), objects)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
