#include "engine/report/check/check_report.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/report/check/report_totals.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

HunkStep MakeHunk(Verdict verdict, int line) {
  HunkStep hunk;
  hunk.header = "@@ -1,2 +1,2 @@";
  hunk.verdict = verdict;
  hunk.before_begin = line - 1;
  hunk.before_end = line + 1;
  hunk.after_begin = line - 1;
  hunk.after_end = line + 1;
  return hunk;
}

PatchStep MakePatch(const std::string& name, const std::string& path,
                    std::vector<HunkStep> hunks) {
  FileStep file;
  file.old_path = path;
  file.new_path = path;
  file.hunks = std::move(hunks);
  PatchStep patch;
  patch.name = name;
  patch.files = {std::move(file)};
  return patch;
}

MovedPatch MakeMoved(Verdict verdict, const std::string& path,
                     std::vector<MovedHunk> hunks) {
  MovedFile file;
  file.verdict = verdict;
  file.path = path;
  file.hunks = std::move(hunks);
  MovedPatch moved;
  moved.verdict = verdict;
  moved.files = {std::move(file)};
  return moved;
}

Conflict MakeConflict(ConflictKind kind, const std::string& path,
                      const std::string& patch) {
  Conflict conflict;
  conflict.kind = kind;
  conflict.path = path;
  conflict.patch = patch;
  conflict.regions.emplace_back();
  conflict.regions.back().hunks = {0};
  return conflict;
}

// Two patches of one file: the first in conflict on the target, and the second
// waits for it.
StackCheck TwoPatches() {
  StackCheck check;
  check.stack = "toy";
  check.base = "v1";
  check.footprint.files_modified = 1;
  check.patches = {
      MakePatch("a.patch", "mm/a.c", {MakeHunk(Verdict::kOffset, 10)}),
      MakePatch("b.patch", "mm/a.c", {MakeHunk(Verdict::kClean, 20)})};
  return check;
}

StackCheck TwoPatchesMoved() {
  StackCheck check = TwoPatches();
  check.onto = "v2";
  MovedHunk conflict;
  conflict.verdict = Verdict::kConflict;
  MovedHunk blocked;
  blocked.verdict = Verdict::kBlocked;
  blocked.blocked_by = HunkKey{0, 0, 0};
  check.moved = {MakeMoved(Verdict::kConflict, "mm/b.c", {conflict}),
                 MakeMoved(Verdict::kBlocked, "mm/a.c", {blocked})};
  check.conflicts = {MakeConflict(ConflictKind::kContent, "mm/a.c", "a.patch")};
  return check;
}

TEST(MakeReport, WithoutATargetTheBaseDecides) {
  StackCheck check = TwoPatches();
  check.patches[0].verdict = Verdict::kOffset;
  const CheckReport report = MakeReport({check}, {});
  EXPECT_EQ(report.onto(), "");
  ASSERT_THAT(report.stacks(), SizeIs(1));
  const PatchReport& patch = report.stacks(0).patches(0);
  EXPECT_EQ(patch.base_verdict(), "offset");
  EXPECT_EQ(patch.verdict(), "offset");
  EXPECT_EQ(patch.files(0).hunks(0).base_line(), 10);
  EXPECT_EQ(report.summary().verdicts().offset(), 1);
  EXPECT_EQ(report.summary().verdicts().clean(), 1);
  EXPECT_EQ(report.summary().hunks(), 2);
  EXPECT_TRUE(report.summary().clean());
}

TEST(MakeReport, OnATargetItDecides) {
  ReportOptions options;
  options.onto = "v2";
  options.subsystem = [](absl::string_view path) {
    return std::string(path.substr(0, path.find('/')));
  };
  const CheckReport report = MakeReport({TwoPatchesMoved()}, options);
  const FileReport& moved = report.stacks(0).patches(0).files(0);
  EXPECT_EQ(moved.verdict(), "conflict");
  EXPECT_EQ(moved.onto_path(), "mm/b.c");
  const HunkReport& blocked = report.stacks(0).patches(1).files(0).hunks(0);
  EXPECT_EQ(blocked.verdict(), "blocked");
  EXPECT_EQ(blocked.blocked_by().patch(), "a.patch");
  EXPECT_EQ(blocked.blocked_by().path(), "mm/a.c");
  EXPECT_EQ(blocked.blocked_by().hunk(), 1);
  const Summary& summary = report.summary();
  EXPECT_EQ(summary.files_in_conflict(), 1);
  EXPECT_EQ(summary.conflict_regions(), 1);
  EXPECT_EQ(summary.verdicts().blocked(), 1);
  EXPECT_FALSE(summary.clean());
  ASSERT_THAT(summary.subsystems(), SizeIs(1));
  EXPECT_EQ(summary.subsystems(0).name(), "mm");
  EXPECT_EQ(summary.subsystems(0).files(), 1);
  EXPECT_EQ(summary.subsystems(0).files_in_conflict(), 1);
  ASSERT_THAT(report.conflicts(), SizeIs(1));
  EXPECT_EQ(report.conflicts(0).where(), "onto");
  EXPECT_THAT(report.conflicts(0).regions(0).hunks(), ElementsAre(1));
}

TEST(MakeReport, MaskedHunksAreCountedApart) {
  StackCheck check = TwoPatches();
  HunkStep& hunk = check.patches[0].files[0].hunks[0];
  hunk.verdict = Verdict::kMasked;
  hunk.masked_by = "overlay";
  check.base_conflicts = {
      MakeConflict(ConflictKind::kMasked, "mm/a.c", "a.patch")};
  const CheckReport report = MakeReport({check}, {});
  EXPECT_EQ(report.summary().masked_hunks(), 1);
  EXPECT_EQ(report.summary().files_in_conflict(), 0);
  EXPECT_EQ(report.summary().conflict_regions(), 0);
  EXPECT_FALSE(report.summary().clean());
  EXPECT_EQ(report.conflicts(0).where(), "base");
}

TEST(MakeReport, ASquashedStackIsOnePatch) {
  StackCheck check = TwoPatches();
  check.onto = "v2";
  check.squash = true;
  check.squashed = MakePatch("toy", "mm/a.c", {MakeHunk(Verdict::kClean, 10)});
  check.moved = {MakeMoved(Verdict::kMerged, "mm/a.c", {MovedHunk()})};
  ReportOptions options;
  options.onto = "v2";
  options.check.squash = true;
  const CheckReport report = MakeReport({check}, options);
  EXPECT_EQ(report.summary().patches(), 2);
  EXPECT_EQ(report.summary().verdicts().merged(), 1);
  EXPECT_EQ(report.summary().verdicts().clean(), 0);
  EXPECT_EQ(report.stacks(0).squashed().verdict(), "merged");
  EXPECT_EQ(report.stacks(0).patches(0).verdict(), "clean");
}

TEST(MakeReport, FilesInConflictAreDistinctInAStack) {
  StackCheck check = TwoPatchesMoved();
  check.conflicts.push_back(check.conflicts[0]);
  StackCheck other = check;
  other.stack = "other";
  ReportOptions options;
  options.onto = "v2";
  const CheckReport report = MakeReport({check, other}, options);
  EXPECT_EQ(report.summary().files_in_conflict(), 2);
  EXPECT_EQ(report.summary().conflict_regions(), 4);
  EXPECT_EQ(report.summary().stacks(), 2);
}

TEST(MakeReport, TextIsUtf8) {
  StackCheck check = TwoPatchesMoved();
  check.patches[0].name = "M\xFCller.patch";
  check.patches[0].author = "J\xF6rg";
  check.conflicts[0].regions[0].ours.text = "\xFF\n";
  ReportOptions options;
  options.onto = "v2";
  const CheckReport report = MakeReport({check}, options);
  EXPECT_EQ(report.stacks(0).patches(0).name(), "M\xEF\xBF\xBDller.patch");
  EXPECT_EQ(report.conflicts(0).regions(0).ours().text(), "\xEF\xBF\xBD\n");
  // A message whose text is not UTF-8 could not be written.
  EXPECT_FALSE(report.SerializeAsString().empty());
}

// The engine's answer may name things that are not there; the report does not
// fall over it.
TEST(MakeReport, OddValuesAreHarmless) {
  StackCheck check = TwoPatchesMoved();
  check.moved[1].files[0].hunks[0].blocked_by = HunkKey{7, 0, 0};
  check.moved[0].files.clear();
  check.moved.resize(2);
  ReportOptions options;
  options.onto = "v2";
  const CheckReport report = MakeReport({check}, options);
  EXPECT_FALSE(report.stacks(0).patches(1).files(0).hunks(0).has_blocked_by());
  EXPECT_THAT(MakeReport({}, {}).stacks(), IsEmpty());
}

}  // namespace
}  // namespace patchgraph
