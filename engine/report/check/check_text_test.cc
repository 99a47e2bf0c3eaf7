#include "engine/report/check/check_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "engine/report/check/report_totals.h"
#include "engine/report/check/sample_report.h"
#include "engine/report/terminal_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string Render(const CheckReport& report, int width, bool verbose = false) {
  TextStyle style;
  style.width = width;
  style.terminal = true;
  style.verbose = verbose;
  return RenderText(report, style);
}

// A character of two or three bytes, by its number: some are better not written
// into a source.
std::string Utf8(unsigned value) {
  const auto tail = [](unsigned bits) {
    return static_cast<char>(0x80 | (bits & 0x3F));
  };
  if (value < 0x800) return {static_cast<char>(0xC0 | value >> 6), tail(value)};
  return {static_cast<char>(0xE0 | value >> 12), tail(value >> 6), tail(value)};
}

int WidestLine(const std::string& text) {
  int widest = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    widest = std::max(widest, DisplayWidth(line));
  }
  return widest;
}

TEST(RenderText, SaysWhatBecameOfEachPatch) {
  const std::string text = Render(SampleReport(), 120);
  EXPECT_THAT(text, HasSubstr("hypervisor on v1, onto v2: 4 patches, 5 files "
                              "(1 added, 4 modified)"));
  EXPECT_THAT(text, ContainsRegex("1  probe-order.patch +1 +1  clean +upstream "
                                  "+v2 has it already"));
  EXPECT_THAT(
      text, ContainsRegex("2  shared-pages.patch +1 +2  masked +offset "
                          "+1 hunk masked by toy-sparse; offset by up to 12"));
  EXPECT_THAT(text, ContainsRegex("3  toy-sparse +3 +1  clean +conflict "
                                  "+sparse tree; in 1 of 3 files"));
  EXPECT_THAT(text,
              ContainsRegex("4  menu.patch +1 +1  clean +blocked +blocked by "
                            "toy-sparse, arch/toy/Kconfig, hunk 1"));
}

TEST(RenderText, EndsWithFiguresAndWhatToDo) {
  const std::string text = Render(SampleReport(), 120);
  EXPECT_THAT(text, HasSubstr("1 of 5 files in conflict on v2, 1 region.\n"));
  EXPECT_THAT(text, HasSubstr("Where the conflicts are: arch/toy 1.\n"));
  EXPECT_THAT(text, HasSubstr("1 hunk of shared-pages.patch is masked by "
                              "toy-sparse.\n"));
  EXPECT_THAT(text, HasSubstr("- Drop probe-order.patch: v2 has it already."));
  EXPECT_THAT(text, HasSubstr("- Carry the masked hunks over into toy-sparse"));
}

TEST(RenderText, ListsTheFilesInTrouble) {
  const std::string text = Render(SampleReport(), 120);
  EXPECT_THAT(text, ContainsRegex("masked +arch/toy/mm/pages.c +1 hunk +"
                                  "shared-pages.patch \\(on the base\\)"));
  EXPECT_THAT(text,
              ContainsRegex("content, blocked +arch/toy/Kconfig +"
                            "1 region, 1 hunk +toy-sparse and menu.patch"));
}

TEST(RenderText, KeepsToTheWidth) {
  for (const int width : {60, 80, 100, 120, 150, 200}) {
    EXPECT_LE(WidestLine(Render(SampleReport(), width)), width) << width;
    EXPECT_LE(WidestLine(Render(LongReport(600), width)), width) << width;
  }
}

// 60 columns and more.
std::string LongName(const std::string& end) {
  return absl::StrCat("x86-", std::string(56, 'n'), end);
}

TEST(RenderText, NamesAreNeverCut) {
  CheckReport report = SampleReport();
  const std::string name = LongName(".patch");
  const std::string path = LongName("/pages.c");
  StackReport* stack = report.mutable_stacks(0);
  stack->mutable_patches(1)->set_name(name);
  report.mutable_conflicts(0)->set_patch(name);
  report.mutable_conflicts(0)->set_path(path);
  ConflictName* gone = report.mutable_since()->add_gone();
  gone->set_kind("masked");
  gone->set_path(path);
  gone->set_patch(name);
  for (const int width : {40, 80, 100, 120, 160}) {
    const std::string text = Render(report, width);
    EXPECT_THAT(text, ContainsRegex(absl::StrCat("  2 +", name))) << width;
    EXPECT_THAT(text, ContainsRegex(absl::StrCat("masked  +", path)));
    EXPECT_THAT(
        text, ContainsRegex(absl::StrCat("gone  masked  ", path, "  ", name)));
    EXPECT_THAT(text, Not(HasSubstr("…"))) << width;
  }
}

TEST(RenderText, LongNamesTakeThePaddingOfOtherColumns) {
  CheckReport report = SampleReport();
  report.mutable_stacks(0)->mutable_patches(1)->set_name("one-" +
                                                         std::string(36, 'n'));
  const std::string text = Render(report, 80);
  EXPECT_THAT(text, ContainsRegex("\n  # patch +files hunks on v1 +on v2\n"));
  EXPECT_LE(WidestLine(text), 80);
}

TEST(RenderText, ThePatchesInTroubleGoOnALineOfTheirOwnInANarrowTerminal) {
  CheckReport report = SampleReport();
  EXPECT_THAT(Render(report, 60),
              ContainsRegex("arch/toy/Kconfig +1 region, 1 hunk\n"
                            "      toy-sparse and menu.patch\n"));
  TextStyle pipe;
  pipe.width = 60;
  EXPECT_THAT(RenderText(report, pipe),
              ContainsRegex("arch/toy/Kconfig +1 region, 1 hunk  "
                            "toy-sparse and menu.patch\n"));
}

// A patch that cannot be applied changes nothing.
TEST(RenderText, SaysNothingOfNoFiles) {
  CheckReport report = SampleReport();
  StackReport* stack = report.mutable_stacks(0);
  stack->clear_files_added();
  stack->clear_files_modified();
  FillTotals(&report);
  EXPECT_THAT(Render(report, 120),
              HasSubstr("\n1 file in conflict on v2, 1 region.\n"));
  report.clear_conflicts();
  FillTotals(&report);
  EXPECT_THAT(Render(report, 120), HasSubstr("\nNo file in conflict on v2."));
  for (FileReport& file : *stack->mutable_patches(2)->mutable_files()) {
    file.set_verdict("blocked");
  }
  EXPECT_THAT(Render(report, 120),
              ContainsRegex("toy-sparse .* conflict +sparse tree\n"));
}

TEST(RenderText, SaysThatTheLastNewlineIsMissing) {
  CheckReport report = SampleReport();
  RegionReport* region = report.mutable_conflicts(1)->mutable_regions(0);
  region->mutable_ours()->set_text("config TIMER\n");
  region->mutable_theirs()->set_text("config TIMER");
  for (const int width : {80, 120}) {
    const std::string text = Render(report, width);
    EXPECT_THAT(text, HasSubstr("(no newline at the end)\n"));
    EXPECT_THAT(
        text,
        HasSubstr("the two sides differ in the newline at the end alone"));
  }
  region->mutable_theirs()->set_text("config TIMER\n");
  EXPECT_THAT(Render(report, 80), Not(HasSubstr("no newline")));
}

TEST(RenderText, NamesTheLinesWhereAHunkFits) {
  CheckReport report = SampleReport();
  PatchReport* patch = report.mutable_stacks(0)->mutable_patches(0);
  HunkReport* hunk = patch->mutable_files(0)->mutable_hunks(0);
  hunk->set_line(40);
  for (const int line : {12, 40}) hunk->add_candidates(line);
  EXPECT_THAT(Render(report, 160),
              HasSubstr("hunk 1 fits at lines 12 and 40, taken at 40\n"));
  hunk->set_line(41);
  hunk->set_base_line(12);
  EXPECT_THAT(Render(report, 160),
              HasSubstr("lines 12 and 40 on the base, taken at 12\n"));
  // The target's lines or the base's: it may stand at either.
  hunk->set_line(40);
  EXPECT_THAT(Render(report, 160),
              HasSubstr("hunk 1 fits at lines 12 and 40\n"));
  for (int i = 0; i < 4; ++i) {
    *patch->mutable_files(0)->add_hunks() = *hunk;
  }
  EXPECT_THAT(Render(report, 200),
              HasSubstr("3 more hunks fit in several places\n"));
}

TEST(RenderText, SaysOnceWhatAFileIsCalledThere) {
  CheckReport report = SampleReport();
  const std::string moved = "  arch/toy/Kconfig is arch/new/Kconfig there\n";
  StackReport* stack = report.mutable_stacks(0);
  for (const int patch : {2, 3}) {
    stack->mutable_patches(patch)->mutable_files(0)->set_onto_path(
        "arch/new/Kconfig");
  }
  const std::string text = Render(report, 80);
  EXPECT_THAT(text, HasSubstr("\nElsewhere on v2\n" + moved));
  EXPECT_EQ(text.find(moved), text.rfind(moved));
  for (const int patch : {2, 3}) {
    stack->mutable_patches(patch)->mutable_files(0)->set_old_path(
        "arch/new/Kconfig");
  }
  EXPECT_THAT(Render(report, 80), Not(HasSubstr("Elsewhere")));
  for (const int patch : {2, 3}) {
    stack->mutable_patches(patch)->mutable_files(0)->clear_old_path();
  }
  report.mutable_conflicts(1)->set_message(
      "arch/toy/Kconfig is called arch/new/Kconfig there");
  EXPECT_THAT(Render(report, 80), Not(HasSubstr("Elsewhere")));
}

TEST(RenderText, PutsTheSidesNextToEachOtherWhereThereIsRoom) {
  const CheckReport report = SampleReport();
  const char* both = "default n +[|] [+] +default HYPERVISOR";
  EXPECT_THAT(Render(report, 80), Not(ContainsRegex(both)));
  EXPECT_THAT(Render(report, 100), ContainsRegex(both));
  EXPECT_THAT(
      Render(report, 160),
      ContainsRegex("- +default y +[|] [+] +default n +[|] [+] +default "
                    "HYPERVISOR"));
}

TEST(RenderText, ColumnsHaveNoCommonIndent) {
  CheckReport report = SampleReport();
  RegionReport* region = report.mutable_conflicts(1)->mutable_regions(0);
  region->mutable_ours()->set_text("\t\tif (x)\n\n\t\t\tours();\n");
  region->mutable_theirs()->set_text("\t\ttheirs();\n");
  EXPECT_THAT(Render(report, 120), HasSubstr("  + if (x) "));
  EXPECT_THAT(Render(report, 120), HasSubstr("  +         ours(); "));
  EXPECT_THAT(Render(report, 120), HasSubstr("| + theirs();\n"));
  EXPECT_THAT(Render(report, 80), HasSubstr("  +                 if (x)\n"));
}

TEST(RenderText, ColoursOnlyWhenAsked) {
  TextStyle style;
  EXPECT_EQ(RenderText(SampleReport(), style).find('\x1b'), std::string::npos);
  style.colour = true;
  EXPECT_THAT(RenderText(SampleReport(), style),
              HasSubstr("\x1b[1;31mconflict\x1b[0m"));
}

TEST(RenderText, FoldsQuietPatchesOfALongStack) {
  const CheckReport report = LongReport(600);
  const std::string text = Render(report, 100);
  EXPECT_THAT(text, ContainsRegex("101-199  99 patches +99 +0  clean"));
  EXPECT_THAT(text, ContainsRegex("200  change-200.patch .*conflict"));
  EXPECT_THAT(text, Not(HasSubstr("change-150.patch")));
  EXPECT_THAT(text, HasSubstr("600 patches: 594 clean and 6 in conflict."));
  EXPECT_THAT(Render(report, 100, true), HasSubstr("change-150.patch"));
}

TEST(RenderText, CutsLongExcerpts) {
  CheckReport report = SampleReport();
  std::string* ours = report.mutable_conflicts(1)
                          ->mutable_regions(0)
                          ->mutable_ours()
                          ->mutable_text();
  for (int i = 0; i < 47; ++i) absl::StrAppend(ours, "line ", i, "\n");
  const std::string text = Render(report, 80);
  EXPECT_THAT(text, HasSubstr("… 34 more lines"));
  EXPECT_THAT(text, Not(HasSubstr("line 46")));
  EXPECT_THAT(Render(report, 80, true), HasSubstr("line 46"));
}

TEST(RenderText, AnEndlessLineTakesFewRows) {
  CheckReport report = SampleReport();
  report.mutable_conflicts(1)->mutable_regions(0)->mutable_ours()->set_text(
      std::string(1 << 20, 'x'));
  for (const int width : {80, 120, 160}) {
    const std::string text = Render(report, width);
    EXPECT_LE(WidestLine(text), width);
    EXPECT_LT(text.size(), 20000u);
  }
}

TEST(RenderText, SaysWhenOnlyWhiteSpaceDiffers) {
  CheckReport report = SampleReport();
  RegionReport* region = report.mutable_conflicts(1)->mutable_regions(0);
  region->mutable_ours()->set_text("\tint x;\n");
  region->mutable_theirs()->set_text("        int x; \n");
  EXPECT_THAT(Render(report, 80),
              HasSubstr("the two sides differ in white space alone"));
}

// Every text of a report may come from a patch: none may reach the terminal as
// it is.
TEST(RenderText, HostileTextIsHarmless) {
  const std::string right_to_left = Utf8(0x202E);
  const std::string evil = absl::StrCat("\x1b]0;owned\x07\x1b[2J", Utf8(0x9B),
                                        "1m\n\r", right_to_left);
  CheckReport report = SampleReport();
  report.set_onto(evil);
  StackReport* stack = report.mutable_stacks(0);
  stack->set_name(evil);
  stack->set_base(evil);
  for (PatchReport& patch : *stack->mutable_patches()) {
    patch.set_name(evil);
    for (FileReport& file : *patch.mutable_files()) {
      file.set_path(evil);
      file.set_onto_path(evil + "x");
      file.mutable_blocked_by()->set_patch(evil);
      for (HunkReport& hunk : *file.mutable_hunks()) {
        hunk.set_masked_by(evil);
        hunk.add_candidates(1);
        hunk.add_candidates(2);
      }
    }
  }
  for (ConflictReport& conflict : *report.mutable_conflicts()) {
    conflict.set_kind(evil);
    conflict.set_detail(evil + "x");
    conflict.set_path(evil);
    conflict.set_stack(evil);
    conflict.set_patch(evil);
    conflict.add_patches(evil);
    conflict.set_message(evil);
    conflict.set_base_path(evil);
    conflict.mutable_regions(0)->mutable_ours()->set_text(evil);
    conflict.mutable_regions(0)->mutable_theirs()->set_text(evil);
  }
  report.mutable_resolved()->set_auto_("safe");
  report.mutable_resolved()->set_regions(1);
  report.mutable_resolved()->add_resolvers()->set_resolver(evil);
  ResolutionReport& resolution = *report.mutable_resolved()->add_resolutions();
  resolution.set_applied(true);
  resolution.set_path(evil);
  resolution.set_patch(evil);
  resolution.set_resolver(evil);
  resolution.set_reason(evil);
  for (SubsystemReport& row : *report.mutable_summary()->mutable_subsystems()) {
    row.set_name(evil);
  }
  for (const int width : {60, 120, 160}) {
    const std::string text = Render(report, width);
    EXPECT_THAT(text, HasSubstr("^[[2J"));
    for (const std::string& raw :
         {std::string("\x1b"), std::string("\x07"), std::string("\r"),
          Utf8(0x9B), right_to_left}) {
      EXPECT_THAT(text, Not(HasSubstr(raw)));
    }
  }
}

TEST(RenderText, WhatIsResolvedHasALineEach) {
  CheckReport report = ParseReport(R"textproto(
    onto: "v2"
    stacks {
      name: "small"
      base: "v1"
      files_modified: 1
      patches {
        name: "a.patch"
        base_verdict: "clean"
        verdict: "resolved"
        files { path: "a.c" base_verdict: "clean" verdict: "resolved" }
      }
    }
    resolved {
      auto: "safe"
      regions: 1
      proposed: 1
      resolvers { resolver: "include-list" regions: 1 }
      resolutions {
        patch: "a.patch"
        path: "a.c"
        line: 6
        applied: true
        resolver: "include-list"
        reason: "both add to it"
        confidence: 0.987
        tier: "apply"
      }
      resolutions {
        patch: "a.patch"
        path: "a.c"
        line: 60
        resolver: "plain"
        reason: "ours"
        confidence: 0.5
        tier: "propose"
      }
    }
  )textproto");
  EXPECT_EQ(
      Render(report, 80),
      "small on v1, onto v2: 1 patch, 1 file (1 modified)\n"
      "\n"
      "  #  patch    files  hunks  on v2\n"
      "  1  a.patch      1      0  resolved\n"
      "\n"
      "Resolved\n"
      "  a.c:6: resolved by include-list (0.99): both add to it [a.patch]\n"
      "\n"
      "No file in conflict on v2.\n"
      "1 region resolved: include-list 1.\n"
      "1 patch: 1 resolved.\n");
  EXPECT_THAT(Render(report, 80, /*verbose=*/true),
              HasSubstr("  a.c:60: left; could be, by plain (0.50): ours"));
  report.mutable_resolved()->mutable_resolutions(0)->set_tier("propose");
  EXPECT_THAT(Render(report, 80),
              HasSubstr("a.c:6: a proposal is taken, by include-list"));
  EXPECT_THAT(Render(report, 80),
              HasSubstr("include-list 1. 1 of them is a mere proposal.\n"));
}

TEST(RenderText, ACleanStackIsShort) {
  const CheckReport report = ParseReport(R"textproto(
    onto: "v2"
    stacks {
      name: "small"
      base: "v1"
      files_modified: 1
      patches {
        name: "a.patch"
        base_verdict: "clean"
        verdict: "clean"
        files { path: "a.c" base_verdict: "clean" verdict: "clean" }
      }
    }
  )textproto");
  EXPECT_EQ(Render(report, 80),
            "small on v1, onto v2: 1 patch, 1 file (1 modified)\n"
            "\n"
            "  #  patch    files  hunks  on v2\n"
            "  1  a.patch      1      0  clean\n"
            "\n"
            "No file in conflict on v2.\n"
            "1 patch: 1 clean.\n");
}

}  // namespace
}  // namespace patchgraph
