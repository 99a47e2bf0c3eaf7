#include "engine/report/rebase/rebase_summary.h"

#include <vector>

#include "engine/report/report_json.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

RebasedPatch Patch(const std::string& name, RebasedAs as,
                   const std::string& reason = "") {
  RebasedPatch patch;
  patch.name = name;
  patch.new_name = as == RebasedAs::kDropped ? "" : "new-" + name;
  patch.subject = "About " + name;
  patch.as = as;
  patch.reason = reason;
  return patch;
}

TEST(RebaseSummary, FoldsWhatNeedsNoLook) {
  const std::vector<RebasedPatch> patches = {
      Patch("a", RebasedAs::kUnchanged),
      Patch("b", RebasedAs::kUnchanged),
      Patch("c", RebasedAs::kUnchanged),
      Patch("d", RebasedAs::kContextOnly),
      Patch("e", RebasedAs::kDropped, "its effect is there already"),
      Patch("f", RebasedAs::kUnchanged),
  };
  const RebaseReport report =
      MakeRebaseReport(patches, "topic", "v2", "written");
  EXPECT_EQ(
      RenderRebaseSummary(report, TextStyle()),
      "topic onto v2: 6 patches, 4 unchanged, 1 context only and 1 dropped\n"
      "  1 to 3: 3 unchanged\n"
      "  4 ! d  context only  About d\n"
      "  5 < e  dropped       About e\n"
      "        its effect is there already\n"
      "  6 = f  unchanged     About f\n");
}

TEST(RebaseSummary, ShowsEveryPatchWhereItIsVerbose) {
  const std::vector<RebasedPatch> patches(4, Patch("a", RebasedAs::kUnchanged));
  TextStyle style;
  style.verbose = true;
  const std::string text = RenderRebaseSummary(
      MakeRebaseReport(patches, "topic", "v2", "written"), style);
  EXPECT_NE(text.find("  4 = a  unchanged  About a\n"), std::string::npos);
}

TEST(RebaseSummary, NothingActsOnTheTerminal) {
  std::vector<RebasedPatch> patches = {
      Patch("a\x1b[31m", RebasedAs::kEdited, "because\nof \x07 that")};
  patches[0].subject = "\xff\r";
  const RebaseReport report =
      MakeRebaseReport(patches, "topic", "v2", "written");
  const std::string text = RenderRebaseSummary(report, TextStyle());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_NE(ToJson(report).find("\"as\": \"edited\""), std::string::npos);
}

TEST(RebaseSummary, AnEmptySeriesHasATitle) {
  EXPECT_EQ(RenderRebaseSummary(MakeRebaseReport({}, "topic", "v2", "written"),
                                TextStyle()),
            "topic onto v2: 0 patches\n");
}

}  // namespace
}  // namespace patchgraph
