#include "engine/report/maintainability/findings.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/report/content_digest.h"
#include "engine/report/maintainability/sample_maintainability.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::MatchesRegex;

std::vector<Finding> Of(const std::vector<Finding>& findings,
                        absl::string_view kind) {
  std::vector<Finding> some;
  for (const Finding& finding : findings) {
    if (finding.kind() == kind) some.push_back(finding);
  }
  return some;
}

std::set<std::string> FingerprintsOf(const MaintainabilityReport& report) {
  std::set<std::string> fingerprints;
  for (const Finding& finding : FindingsOf(report, nullptr)) {
    fingerprints.insert(finding.fingerprint());
  }
  return fingerprints;
}

TEST(Findings, AreThereForEveryPart) {
  std::map<std::string, int> counts;
  for (const Finding& finding : FindingsOf(SampleMaintainability(), nullptr)) {
    ASSERT_NE(FindFindingKind(finding.kind()), nullptr) << finding.kind();
    EXPECT_THAT(finding.fingerprint(), MatchesRegex("[0-9a-f]{64}"));
    EXPECT_FALSE(finding.message().empty());
    ++counts[finding.kind()];
  }
  EXPECT_EQ(counts, (std::map<std::string, int>{{"blocked", 1},
                                                {"break", 1},
                                                {"cannot-be-off", 1},
                                                {"conflict", 2},
                                                {"drift", 1},
                                                {"fork-conflict", 1},
                                                {"interface", 1},
                                                {"landed", 1},
                                                {"lost-symbol", 1},
                                                {"neutral", 2},
                                                {"security", 1},
                                                {"unknown", 1}}));
}

TEST(Findings, NameThePlaceInTheTarget) {
  const std::vector<Finding> conflicts =
      Of(FindingsOf(SampleMaintainability(),
                    [](absl::string_view path) {
                      return std::string(path.substr(0, path.find('/')));
                    }),
         "conflict");
  ASSERT_EQ(conflicts.size(), 2u);
  EXPECT_EQ(conflicts[0].path(), "kernel/timer.c");
  EXPECT_EQ(conflicts[0].line(), 12);
  EXPECT_EQ(conflicts[0].line_count(), 2);
  EXPECT_EQ(conflicts[0].subsystem(), "kernel");
  EXPECT_EQ(conflicts[0].patch(), "calls.patch");
  // Nothing stands there: the line before the place.
  EXPECT_EQ(conflicts[1].line(), 44);
  EXPECT_EQ(conflicts[1].line_count(), 0);
}

// Moves everything down by some lines, as an edit at the top of each file does.
void MoveLines(int lines, MaintainabilityReport* report) {
  for (ConflictReport& conflict :
       *report->mutable_check()->mutable_conflicts()) {
    for (RegionReport& region : *conflict.mutable_regions()) {
      for (ExcerptReport* side : {region.mutable_base(), region.mutable_ours(),
                                  region.mutable_theirs()}) {
        side->set_start(side->start() + lines);
      }
    }
  }
  auto* stack = report->mutable_neutral()->mutable_stacks(0);
  for (NeutralAnswerReport& answer : *stack->mutable_answers()) {
    for (NeutralBreakReport& found : *answer.mutable_breaks()) {
      found.set_line(found.line() + lines);
    }
    for (NeutralFileReport& file : *answer.mutable_by_file()) {
      for (NeutralHunkReport& hunk : *file.mutable_reaching()) {
        hunk.set_line(hunk.line() + lines);
      }
    }
  }
  for (LostSymbolReport& symbol : *stack->mutable_lost()) {
    for (SymbolUseReport& use : *symbol.mutable_uses()) {
      use.set_line(use.line() + lines);
    }
  }
}

TEST(Findings, AreTheSameWhereLinesHaveMoved) {
  const MaintainabilityReport before = SampleMaintainability();
  MaintainabilityReport after = before;
  MoveLines(5, &after);
  EXPECT_EQ(FingerprintsOf(before), FingerprintsOf(after));
  EXPECT_NE(FindingsOf(before, nullptr)[0].line(),
            FindingsOf(after, nullptr)[0].line());
}

TEST(Findings, AreTheSameWhereTheTextWasIndented) {
  const MaintainabilityReport before = SampleMaintainability();
  MaintainabilityReport after = before;
  after.mutable_check()
      ->mutable_conflicts(0)
      ->mutable_regions(0)
      ->mutable_theirs()
      ->set_text("\t\tguest_tick();  \n");
  EXPECT_EQ(FingerprintsOf(before), FingerprintsOf(after));
}

// "drivers/Makefile:12 builds it": the line of another file moves too.
TEST(Findings, AreTheSameWhereTheReasonIsAnother) {
  MaintainabilityReport before = SampleMaintainability();
  auto* files = before.mutable_neutral()->mutable_stacks(0)->mutable_answers(0);
  NeutralFileReport* built = files->add_by_file();
  built->set_path("drivers/built.c");
  built->set_answer("changed");
  built->set_reason("drivers/Makefile:12 builds it");
  NeutralFileReport* unknown = files->add_by_file();
  unknown->set_path("drivers/open.c");
  unknown->set_answer("unknown");
  unknown->set_reason("line 7: #endif without #if");
  MaintainabilityReport after = before;
  for (NeutralFileReport& file : *after.mutable_neutral()
                                      ->mutable_stacks(0)
                                      ->mutable_answers(0)
                                      ->mutable_by_file()) {
    file.set_reason(file.reason() + ", further down");
  }
  EXPECT_EQ(FingerprintsOf(before), FingerprintsOf(after));
}

TEST(Findings, AreOthersWhereTheTextIsAnother) {
  const MaintainabilityReport before = SampleMaintainability();
  MaintainabilityReport after = before;
  after.mutable_check()
      ->mutable_conflicts(0)
      ->mutable_regions(0)
      ->mutable_theirs()
      ->set_text("guest_tock();\n");
  EXPECT_NE(FingerprintsOf(before), FingerprintsOf(after));
}

TEST(Findings, ThatAreElseTheSameAreNumbered) {
  const std::vector<Finding> findings =
      FindingsOf(SampleMaintainability(), nullptr);
  const std::vector<Finding> hunks = Of(findings, "neutral");
  ASSERT_EQ(hunks.size(), 2u);
  EXPECT_NE(hunks[0].fingerprint(), hunks[1].fingerprint());
  EXPECT_EQ(FingerprintsOf(SampleMaintainability()).size(), findings.size());
  // Where one of them goes, the one that is left is the first.
  MaintainabilityReport less = SampleMaintainability();
  less.mutable_neutral()
      ->mutable_stacks(0)
      ->mutable_answers(0)
      ->mutable_by_file(0)
      ->mutable_reaching()
      ->RemoveLast();
  EXPECT_EQ(Of(FindingsOf(less, nullptr), "neutral")[0].fingerprint(),
            hunks[0].fingerprint());
}

TEST(Findings, SayWhatWaitsForWhat) {
  const std::vector<Finding> blocked =
      Of(FindingsOf(SampleMaintainability(), nullptr), "blocked");
  ASSERT_EQ(blocked.size(), 1u);
  EXPECT_EQ(blocked[0].message(),
            "1 hunk of mixer.patch waits for a conflict of volume.patch");
  EXPECT_EQ(blocked[0].line(), 7);
}

TEST(Findings, OfAnEmptyReportAreNone) {
  EXPECT_TRUE(FindingsOf(MaintainabilityReport(), nullptr).empty());
}

TEST(FindingFingerprint, KeepsThePartsApart) {
  Finding one;
  one.set_stack("ab");
  one.set_path("c");
  Finding other;
  other.set_stack("a");
  other.set_path("bc");
  EXPECT_NE(FindingFingerprint(one, "", 1), FindingFingerprint(other, "", 1));
  EXPECT_NE(FindingFingerprint(one, "", 1), FindingFingerprint(one, "", 2));
}

TEST(NormalisedContent, HasNoWhiteSpaceThatSaysNothing) {
  EXPECT_EQ(NormalisedContent("\t a  b \n\n  c"), "a b\nc\n");
  EXPECT_EQ(NormalisedContent(" \n\t\n"), "");
}

}  // namespace
}  // namespace patchgraph
