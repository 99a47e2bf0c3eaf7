"""Reports to test the page with, as JSON: a small one with every part and hostile names, and one of any size."""

SCRIPT = "<script>alert(1)</script>"
IMAGE = "\"><img src=x onerror=alert(2)>"
BREAKERS = "</style></script><!-- {{title}} {{{style}}} &lt; \u2028 \u202e"


def figure(name, value, unit="", low=None, high=None):
    made = {"name": name, "value": value, "unit": unit}
    if low is not None:
        made["range"] = {"low": low, "high": high, "coverage": 0.8}
    return made


def patch(name, verdict, *files, subject=""):
    return {"name": name, "subject": subject, "verdict": verdict, "base_verdict": "clean",
            "files": [{"path": path, "verdict": verdict, "subsystem": subsystem, "change": "modify",
                       "hunks": [{"number": 1, "verdict": verdict}]} for path, subsystem in files]}


def conflict(stack, name, path, subsystem, base, ours, theirs, kind="content"):
    return {"kind": kind, "path": path, "where": "onto", "stack": stack, "patch": name, "subsystem": subsystem,
            "message": "Both sides change the same lines.",
            "regions": [{"base": {"start": 7, "text": base}, "ours": {"start": 9, "text": ours},
                         "theirs": {"start": 7, "text": theirs}, "hunks": [1]}]}


def check(stacks, conflicts):
    patches = [each for stack in stacks for each in stack["patches"]]
    verdicts = {}
    for each in patches:
        verdicts[each["verdict"]] = verdicts.get(each["verdict"], 0) + 1
    return {"schema": 1, "onto": "v2", "stacks": stacks, "conflicts": conflicts,
            "summary": {"stacks": len(stacks), "patches": len(patches), "hunks": len(patches),
                        "files_added": 2, "files_modified": len(patches), "files_in_conflict": len(conflicts),
                        "conflict_regions": len(conflicts), "verdicts": verdicts, "file_verdicts": verdicts,
                        "hunk_verdicts": verdicts}}


def graph(stack, patches, edges):
    numbers = {each["name"]: number for number, each in enumerate(patches, 1)}
    return {"schema": 1, "question": "overview", "onto": "v2", "stacks": [{
        "name": stack, "base": "v1", "patch_count": len(patches), "round_count": 2, "island_count": 3,
        "pairs": {"content": len(edges)},
        "patches": [{"number": numbers[each["name"]], "name": each["name"], "subject": each["subject"],
                     "verdict": each["verdict"], "files": 1, "hunks": 1, "round": 1, "island": 1}
                    for each in patches],
        "edges": [{"from": numbers[later], "to": numbers[earlier], "from_name": later, "to_name": earlier,
                   "kinds": ["content"],
                   "reasons": [{"kind": "content", "reason": "rewrites", "path": "kernel/timer.c", "start": 4,
                                "lines": 2, "hunk": 1, "needs_hunk": 1}]} for later, earlier in edges]}]}


def neutral(stack):
    def answer(flavour, changed):
        files = [{"path": f"kernel/{name}.c", "role": "code", "answer": "changed", "hunks": 3,
                  "reaching": [{"line": 12, "lines": 2, "patches": ["timer.patch"]}]} for name in changed]
        return {"flavour": flavour, "architecture": "toy" if flavour else "", "files": 5, "hunks": 9,
                "neutral": not changed, "neutral_files": 5 - len(changed), "changed_files": len(changed),
                "reaching_hunks": len(changed), "by_file": files,
                "breaks": [{"kind": "name", "path": "kernel/timer.c", "line": 14, "name": "hv_tick",
                            "declared_path": "include/hv.h", "declared_line": 3,
                            "condition": "defined(CONFIG_HV)", "patches": ["timer.patch"]}] if changed else []}
    return {"schema": 1, "onto": "v2", "stacks": [{
        "name": stack, "base": "v1", "off": ["HV"],
        "switches": [{"architecture": "toy", "symbol": "HV", "can_be_off": True, "by_default": "off",
                      "all_yes": "on", "path": "arch/toy/Kconfig", "line": 7}],
        "answers": [answer("", ["timer", "sched"]), answer("desktop", ["timer"]), answer("server", [])],
        "lost": [{"name": "tick_lock" + SCRIPT, "kind": "variable", "declared_path": "include/tick.h",
                  "declared_line": 9, "uses": [{"path": "kernel/timer-hv.c", "line": 40, "patch": "forks.patch"}],
                  "removed_by": "8" * 40, "removed_subject": "timer: no lock", "replacement": "tick_seq"}],
        "driver_interface": [{"kind": "layout", "name": "tick_device", "path": "include/tick.h", "line": 4,
                              "before": "int irq", "after": "long irq", "when_off": True, "when_on": True}]}]}


def drift(stack):
    port = conflict("", "", "kernel/timer-hv.c", "", "x = 1;\n", "x = hv(1);\n", "x = 2;\n")
    return {"schema": 1, "onto": "v2", "stacks": [{"name": stack, "base": "v1", "forks": 2, "drifted": 1, "hunks": 4,
                                                  "commits": 1, "security": 1, "history": True,
                                                  "port": {"in_conflict": 1, "regions": 1, "conflicts": 3,
                                                           "all_regions": 3}}],
            "forks": [{"stack": stack, "path": "kernel/timer-hv.c", "original": "kernel/timer.c", "similarity": 91,
                       "fate": "changed", "original_now": "kernel/timer.c", "hunks": 4,
                       "commits": [{"id": "9" * 40, "subject": "timer: check the index " + SCRIPT,
                                    "author": "A. Author", "date": "2006-04-03", "flags": ["security", "fix"]}],
                       "port": {"verdict": "conflict", "conflict": port}},
                      {"stack": stack, "path": "kernel/sched-hv.c", "original": "kernel/sched.c", "similarity": 99,
                       "fate": "same", "original_now": "kernel/sched.c"}]}


def small():
    """All parts; two stacks, three flavours, and names that would be code if they were not text."""
    first = [patch("timer.patch", "conflict", ("kernel/timer.c", "kernel"), subject="Tell the hypervisor the time"),
             patch("forks.patch", "clean", ("kernel/timer-hv.c", "kernel"), ("kernel/sched-hv.c", "kernel")),
             patch(SCRIPT + ".patch", "conflict", ("mm/page.c", "mm"), subject=IMAGE),
             patch(BREAKERS + ".patch", "offset", ("mm/slab.c", "mm"), subject=BREAKERS),
             patch("landed.patch", "upstream", ("net/core.c", "net"))]
    second = [patch("scheduler.patch", "blocked", ("kernel/sched.c", "kernel"))]
    second[0]["files"][0]["blocked_by"] = {"patch": "timer.patch", "path": "kernel/timer.c", "hunk": 1}
    conflicts = [
        conflict("hv", "timer.patch", "kernel/timer.c", "kernel", "\ttick(now, 1);\n\treturn 0;\n",
                 "\ttick(later, 1);\n\treturn 0;\n", "\ttick(now, hv);\n\treturn 0;\n"),
        conflict("hv", SCRIPT + ".patch", "mm/" + IMAGE + ".c", "mm", SCRIPT + "\n", IMAGE + "\n", BREAKERS + "\n")]
    runs = [{"id": str(i), "made_at": f"2006-0{i}-01T10:00:00Z", "onto": "v2",
             "figures": [figure("files-in-conflict", 5 - i), figure("forks-drifted", i)]} for i in (1, 2, 3)]
    return {
        "schema": 1, "version": "1.0", "made_at": "2006-09-01T10:00:00Z", "title": "Toy " + SCRIPT, "onto": "v2",
        "judgement": {"answer": "do not carry", "summary": "Two files are in conflict. " + SCRIPT,
                      "reasons": [{"figure": "files-in-conflict", "weight": 3, "part": "merge",
                                   "message": "2 files are in conflict."},
                                  {"figure": "forks-drifted", "weight": 2, "part": "hidden",
                                   "message": "1 of 2 forks has drifted."}],
                      "changes": [{"action": "Drop timer.patch", "effect": "2 files in conflict become 1.",
                                   "command": "patchgraph graph hv --cut timer.patch", "answer": "carry"}]},
        "check": check([{"name": "hv", "base": "v1", "patches": first},
                        {"name": "rt" + SCRIPT, "base": "v1", "patches": second}], conflicts),
        "landed": {"schema": 1, "stacks": [{"name": "hv", "patches": [
            {"name": "landed.patch", "evidence": "same patch", "strong": True,
             "commits": [{"id": "7" * 40, "subject": "net: core", "date": "2006-04-14"}]}]}]},
        "causes": {"schema": 1, "conflicts": 2, "explained": [
            {"number": 1, "causes": [{"commit": {"id": "6" * 40, "subject": "timer: later " + SCRIPT,
                                                 "author": "B. Author", "date": "2006-04-01"},
                                      "side": "onto", "role": "prerequisite", "regions": [1], "solves": [1]}]}]},
        "effort": {"merge_once": figure("hours-once", 3, "hours", 2, 5),
                   "each_release": figure("hours-each-release", 2, "hours", 1, 4),
                   "parts": [{"kind": "content conflict", "count": 2, "minutes_each": 25, "hours": 0.8,
                              "basis": "policy"}], "basis": ["A conflict counts by its regions."]},
        "graph": graph("hv", first, [(SCRIPT + ".patch", "timer.patch"), ("forks.patch", "timer.patch")]),
        "neutral": neutral("hv"), "drift": drift("hv"),
        "footprint": {"invaded_files": 3, "new_files": 2, "invaded_lines": 40, "new_lines": 900,
                      "duplicated_lines": 700,
                      "subsystems": [{"name": "kernel", "hunks": 4, "files": 30, "changed_share": 0.4, "burden": 2.5},
                                     {"name": "mm", "hunks": 2, "files": 20, "changed_share": 0.1, "burden": 0.5},
                                     {"name": SCRIPT, "hunks": 1, "burden": 0.4}],
                      "headers": [{"path": "include/tick.h", "included_by": 40, "files": 50, "hunks": 1,
                                   "patches": ["timer.patch"]}],
                      "keystones": [{"stack": "hv", "patch": "timer.patch", "patches": 2, "conflict_hunks": 1,
                                     "conflict_files": 1}]},
        "forecast": {"next_release": [figure("next-files-in-conflict", 2, "files", 1, 4)], "releases": ["v1"],
                     "files": [{"path": "kernel/timer.c", "subsystem": "kernel", "probability": 0.7}],
                     "backtests": [{"from": "v1", "to": "v2", "figure": "files-in-conflict", "predicted": 3,
                                    "range": {"low": 1, "high": 5}, "actual": 2}]},
        "trend": {"since": runs[1], "runs": runs,
                  "changes": [{"name": "files-in-conflict", "before": 3, "after": 2, "direction": "better"},
                              {"name": "forks-drifted", "before": 2, "after": 3, "direction": "worse"}],
                  "new_findings": [{"kind": "drift", "stack": "hv", "path": "kernel/timer-hv.c", "subsystem": "kernel",
                                    "message": "The fork has drifted.", "fingerprint": "a" * 64}]},
        "figures": [figure("files-in-conflict", 2), figure("patches-in-conflict", 2), figure("forks-drifted", 1),
                    figure("breaks", 0), figure("hours-once", 3, "hours", 2, 5)],
        "left_out": ["There is no history before v1."],
        "proposals": [{"conflict": 1, "region": 1, "text": "\ttick(later, hv);\n\treturn 0;\n",
                       "basis": "resolved so before"}],
    }


def long(count):
    """`count` patches, each tenth in conflict, in chains of three."""
    patches = [patch(f"change-{i}.patch", "conflict" if i % 10 == 0 else "clean",
                     (f"drivers/part{i % 40}/file-{i}.c", f"drivers/part{i % 40}"),
                     subject=f"part{i % 40}: change number {i}") for i in range(1, count + 1)]
    conflicts = [conflict("long", f"change-{i}.patch", f"drivers/part{i % 40}/file-{i}.c", f"drivers/part{i % 40}",
                          "".join(f"\tline({n}, {i});\n" for n in range(30)),
                          "".join(f"\tline({n}, now, {i});\n" for n in range(30)),
                          "".join(f"\tline({n}, {i}, hv);\n" for n in range(30))) for i in range(10, count + 1, 10)]
    edges = [(f"change-{i}.patch", f"change-{i - 1}.patch") for i in range(2, count + 1) if i % 3 and i % 5 < 3]
    return {"schema": 1, "title": "A long series", "onto": "v2",
            "judgement": {"answer": "carry", "summary": "Long, and mostly clean."},
            "check": check([{"name": "long", "base": "v1", "patches": patches}], conflicts),
            "graph": graph("long", patches, edges),
            "figures": [figure("patches", count), figure("files-in-conflict", len(conflicts))]}
