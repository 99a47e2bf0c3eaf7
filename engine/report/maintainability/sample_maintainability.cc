#include "engine/report/maintainability/sample_maintainability.h"

#include "engine/report/check/report_totals.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kText[] = R"pb(
  schema: 1
  version: "0.1"
  made_at: "2006-09-01T10:00:00Z"
  title: "guest, audio"
  onto: "v2"
  onto_id: "0123456789012345678901234567890123456789"
  check {
    schema: 1
    onto: "v2"
    stacks {
      name: "guest"
      base: "v1"
      files_added: 2
      files_modified: 3
      patches {
        name: "calls.patch"
        base_verdict: "clean"
        verdict: "conflict"
        files {
          path: "kernel/timer.c"
          change: "modify"
          base_verdict: "clean"
          verdict: "conflict"
          subsystem: "kernel"
          hunks { number: 1 base_verdict: "clean" verdict: "conflict" }
          hunks { number: 2 base_verdict: "clean" verdict: "conflict" }
        }
      }
      patches { name: "old.patch" base_verdict: "clean" verdict: "upstream" }
    }
    stacks {
      name: "audio"
      base: "v1"
      files_modified: 1
      patches {
        name: "mixer.patch"
        base_verdict: "clean"
        verdict: "blocked"
        files {
          path: "sound/mixer.c"
          change: "modify"
          base_verdict: "clean"
          verdict: "blocked"
          hunks {
            number: 1
            base_verdict: "clean"
            verdict: "blocked"
            base_line: 7
            blocked_by { patch: "volume.patch" path: "sound/mixer.c" hunk: 1 }
          }
          hunks { number: 2 base_verdict: "clean" verdict: "clean" }
        }
      }
    }
    conflicts {
      kind: "content"
      path: "kernel/timer.c"
      where: "onto"
      stack: "guest"
      patch: "calls.patch"
      message: "both sides change the same lines"
      regions {
        base { start: 10 text: "tick();\n" }
        ours { start: 12 text: "tick(now);\nwake();\n" }
        theirs { start: 10 text: "guest_tick();\n" }
      }
      regions {
        base { start: 40 text: "stop();\n" }
        ours { start: 44 text: "" }
        theirs { start: 40 text: "guest_stop();\n" }
      }
    }
  }
  landed {
    schema: 1
    onto: "v2"
    stacks {
      name: "guest"
      base: "v1"
      patches { name: "calls.patch" evidence: "none" }
      patches {
        name: "old.patch"
        evidence: "same patch"
        strong: true
        commits { id: "abcdefabcdefabcd" subject: "Bring the old" }
      }
    }
    strong: 1
  }
  causes {
    onto: "v2"
    conflicts: 1
    explained {
      number: 1
      stack: "guest"
      patch: "calls.patch"
      path: "kernel/timer.c"
      causes {
        commit { id: "fedcbafedcbafedc" subject: "timer: pass the time" }
        role: "prerequisite"
      }
    }
  }
  neutral {
    schema: 1
    onto: "v2"
    stacks {
      name: "guest"
      base: "v1"
      off: "GUEST"
      switches {
        architecture: "pebble"
        symbol: "GUEST"
        detail: "no prompt"
        path: "arch/pebble/Kconfig"
        line: 4
      }
      answers {
        files: 3
        changed_files: 1
        unknown_files: 1
        neutral_files: 1
        hunks: 5
        reaching_hunks: 2
        new_files: 2
        cannot_be_off: "pebble"
        breaks {
          kind: "name"
          path: "net/send.c"
          line: 6
          name: "checksum_left"
          declared_path: "include/linux/packet.h"
          declared_line: 4
          condition: "defined(CONFIG_GUEST)"
          patches: "calls.patch"
        }
        by_file {
          path: "kernel/timer.c"
          role: "code"
          answer: "changed"
          hunks: 3
          reaching { line: 10 lines: 1 base_lines: 1 content: "00112233" }
          reaching { line: 40 lines: 1 base_lines: 1 content: "00112233" }
        }
        by_file {
          path: "lib/table.bin"
          role: "other"
          answer: "unknown"
          reason: "it is no text"
        }
      }
      answers { flavour: "server" architecture: "pebble" files: 3 }
      lost {
        name: "count_pages"
        kind: "function"
        replacement: "page_count"
        uses { path: "kernel/guest.c" line: 9 patch: "calls.patch" }
      }
      lost { name: "own_name" kind: "macro" defined_by_stack: true }
      driver_interface {
        kind: "layout"
        name: "struct packet"
        path: "include/linux/packet.h"
        line: 3
        when_on: true
      }
    }
  }
  drift {
    schema: 1
    onto: "v2"
    stacks {
      name: "guest"
      base: "v1"
      added: 2
      forks: 2
      drifted: 1
      hunks: 4
      commits: 3
      security: 1
      history: true
      port { in_conflict: 1 regions: 1 }
    }
    forks {
      stack: "guest"
      path: "kernel/timer-guest.c"
      original: "kernel/timer.c"
      shared_lines: 40
      fate: "changed"
      hunks: 4
      commits {
        id: "aaaaaaaaaaaabbbb"
        subject: "timer: an overflow"
        flags: "security"
      }
      port {
        verdict: "conflict"
        conflict {
          kind: "content"
          path: "kernel/timer-guest.c"
          where: "fork"
          stack: "guest"
          regions {
            ours { start: 3 text: "guest();\n" }
            theirs { start: 3 text: "host();\n" }
          }
        }
      }
    }
    forks {
      stack: "guest"
      path: "kernel/irq-guest.c"
      original: "kernel/irq.c"
      shared_lines: 20
      fate: "same"
    }
  }
  footprint {
    invaded_files: 4
    new_files: 2
    invaded_lines: 24
    new_lines: 1800
    subsystems { name: "kernel" invaded_files: 3 files: 10 changed_share: 0.5 }
    headers {
      path: "include/linux/packet.h"
      included_by: 30
      files: 60
      hunks: 1
    }
    keystones { stack: "guest" patch: "calls.patch" conflict_hunks: 2 }
  }
  forecast {
    releases: "v0"
    releases: "v2"
    next_release {
      name: "next-files-in-conflict"
      value: 2
      unit: "files"
      range { low: 1 high: 4 coverage: 0.8 }
    }
    next_release {
      name: "next-files-in-conflict"
      stack: "guest"
      value: 2
      unit: "files"
      range { low: 1 high: 4 coverage: 0.8 }
    }
    files { path: "kernel/timer.c" probability: 0.6 }
    backtests {
      from: "v0"
      to: "v1"
      figure: "next-files-in-conflict"
      predicted: 1.5
      range { low: 1 high: 2 }
      actual: 2
    }
  }
)pb";

}  // namespace

MaintainabilityReport SampleMaintainability() {
  MaintainabilityReport report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kText, &report));
  FillTotals(report.mutable_check());
  return report;
}

}  // namespace patchgraph
