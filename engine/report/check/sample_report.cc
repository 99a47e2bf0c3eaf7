#include "engine/report/check/sample_report.h"

#include "absl/strings/str_cat.h"
#include "engine/report/check/report_totals.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kSample[] = R"textproto(
  schema: 1
  onto: "v2"
  stacks {
    name: "hypervisor"
    base: "v1"
    files_added: 1
    files_modified: 4
    patches {
      name: "probe-order.patch"
      layer: "patches"
      base_verdict: "clean"
      verdict: "upstream"
      files {
        path: "drivers/base/probe.c"
        change: "modify"
        base_verdict: "clean"
        verdict: "upstream"
        subsystem: "drivers/base"
        hunks {
          number: 1
          header: "@@ -10,6 +10,7 @@ probe_all"
          base_verdict: "clean"
          verdict: "upstream"
          base_line: 10
        }
      }
    }
    patches {
      name: "shared-pages.patch"
      layer: "patches"
      base_verdict: "masked"
      verdict: "offset"
      files {
        path: "arch/toy/mm/pages.c"
        change: "modify"
        base_verdict: "masked"
        verdict: "offset"
        subsystem: "arch/toy"
        hunks {
          number: 1
          base_verdict: "clean"
          verdict: "offset"
          base_line: 20
          line: 32
          offset: 12
        }
        hunks {
          number: 2
          base_verdict: "masked"
          verdict: "masked"
          base_line: 40
          masked_by: "toy-sparse"
        }
      }
    }
    patches {
      name: "toy-sparse"
      layer: "toy-sparse"
      sparse: true
      base_verdict: "clean"
      verdict: "conflict"
      files {
        path: "arch/toy/Kconfig"
        change: "modify"
        base_verdict: "clean"
        verdict: "conflict"
        subsystem: "arch/toy"
        hunks {
          number: 1
          base_verdict: "clean"
          verdict: "conflict"
          base_line: 7
        }
      }
      files {
        path: "arch/toy/mm/pages.c"
        change: "modify"
        base_verdict: "clean"
        verdict: "clean"
        subsystem: "arch/toy"
      }
      files {
        path: "drivers/hypervisor/ring.c"
        change: "add"
        base_verdict: "clean"
        verdict: "clean"
        subsystem: "drivers/hypervisor"
      }
    }
    patches {
      name: "menu.patch"
      layer: "fixes"
      base_verdict: "clean"
      verdict: "blocked"
      files {
        path: "arch/toy/Kconfig"
        change: "modify"
        base_verdict: "clean"
        verdict: "blocked"
        subsystem: "arch/toy"
        hunks {
          number: 1
          base_verdict: "clean"
          verdict: "blocked"
          base_line: 8
          blocked_by { patch: "toy-sparse" path: "arch/toy/Kconfig" hunk: 1 }
        }
      }
    }
  }
  conflicts {
    kind: "masked"
    path: "arch/toy/mm/pages.c"
    where: "base"
    stack: "hypervisor"
    patch: "shared-pages.patch"
    message: "toy-sparse replaces the whole file without hunk 2."
    subsystem: "arch/toy"
    regions {
      base { start: 40 text: "\tfree_page(page);\n" }
      ours { start: 40 text: "\tfree_page(page);\n" }
      theirs { start: 40 text: "\tput_page(page);\n" }
      hunks: 2
    }
  }
  conflicts {
    kind: "content"
    path: "arch/toy/Kconfig"
    where: "onto"
    stack: "hypervisor"
    patch: "toy-sparse"
    message: "Both sides change the same lines."
    subsystem: "arch/toy"
    regions {
      base { start: 7 text: "config TIMER\n\tbool\n\tdefault y\n" }
      ours { start: 9 text: "config TIMER\n\tbool\n\tdefault n\n" }
      theirs { start: 7 text: "config TIMER\n\tbool\n\tdefault HYPERVISOR\n" }
      hunks: 1
    }
  }
)textproto";

}  // namespace

CheckReport ParseReport(const std::string& text) {
  CheckReport report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &report));
  FillTotals(&report);
  return report;
}

CheckReport SampleReport() { return ParseReport(kSample); }

CheckReport LongReport(int patches) {
  CheckReport report;
  report.set_onto("v2");
  StackReport* stack = report.add_stacks();
  stack->set_name("vendor");
  stack->set_base("v1");
  stack->set_files_modified(patches);
  for (int i = 1; i <= patches; ++i) {
    const bool conflict = i % 100 == 0;
    PatchReport* patch = stack->add_patches();
    patch->set_name(absl::StrCat("change-", i, ".patch"));
    patch->set_base_verdict("clean");
    patch->set_verdict(conflict ? "conflict" : "clean");
    FileReport* file = patch->add_files();
    file->set_path(absl::StrCat("kernel/file-", i, ".c"));
    file->set_base_verdict("clean");
    file->set_verdict(patch->verdict());
    if (!conflict) continue;
    ConflictReport* entry = report.add_conflicts();
    entry->set_kind("content");
    entry->set_where("onto");
    entry->set_stack("vendor");
    entry->set_patch(patch->name());
    entry->set_path(file->path());
    entry->add_regions()->mutable_ours()->set_text("ours\n");
  }
  FillTotals(&report);
  return report;
}

}  // namespace patchgraph
