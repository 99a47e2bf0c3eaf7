#include "engine/report/maintainability/report_text.h"

#include <string>

#include "engine/report/maintainability/effort.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/judgement.h"
#include "engine/report/maintainability/markdown_report.h"
#include "engine/report/maintainability/sample_maintainability.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

MaintainabilityReport Judged(MaintainabilityReport report) {
  *report.mutable_effort() = EffortOf(FiguresOf(report));
  MeasuredChange change;
  change.action = "drop calls.patch";
  change.effect = "1 file in conflict becomes 0";
  change.command = "patchgraph graph guest --cut calls.patch --onto v2";
  change.after.push_back(*FindFigure(FiguresOf(report), "conflict-regions"));
  change.after.back().set_value(0);
  *report.mutable_judgement() =
      JudgementOf(FiguresOf(report), report.effort(), {change});
  return report;
}

TEST(ReportText, BeginsWithTheAnswer) {
  const std::string text =
      RenderReportText(Judged(SampleMaintainability()), TextStyle());
  EXPECT_THAT(text, StartsWith("guest, audio onto v2\nDo not carry: about"));
  EXPECT_THAT(text, HasSubstr("  1. A kernel without the feature"));
  EXPECT_THAT(text,
              HasSubstr("Drop calls.patch: 1 file in conflict becomes 0"));
  EXPECT_THAT(text, HasSubstr("patchgraph graph guest --cut calls.patch"));
}

TEST(ReportText, HasABlockForEveryPart) {
  const std::string text =
      RenderReportText(Judged(SampleMaintainability()), TextStyle());
  for (const char* title :
       {"The merge today", "The kernel without the feature", "The hidden half",
        "Footprint", "The years after", "Hours"}) {
    EXPECT_THAT(text, HasSubstr(title));
  }
  EXPECT_THAT(text, HasSubstr("fedcbafedcba timer: pass the time"));
  EXPECT_THAT(text, HasSubstr("GUEST cannot be off on pebble\n  (no prompt)."));
  EXPECT_THAT(text, HasSubstr("net/send.c:6"));
  EXPECT_THAT(text, HasSubstr("count_pages"));
  EXPECT_THAT(text, HasSubstr("2 (1 to 4) files in conflict"));
  // That is for those who ask for more.
  EXPECT_THAT(text, Not(HasSubstr("What it would have said before")));
  TextStyle verbose;
  verbose.verbose = true;
  EXPECT_THAT(RenderReportText(Judged(SampleMaintainability()), verbose),
              HasSubstr("What it would have said before"));
}

TEST(ReportText, LeavesOutWhatIsNotThere) {
  MaintainabilityReport report = SampleMaintainability();
  report.clear_neutral();
  report.clear_drift();
  report.clear_forecast();
  report.clear_footprint();
  report.add_left_out("neutral of guest: it brings no feature");
  const std::string text = RenderReportText(Judged(report), TextStyle());
  EXPECT_THAT(text, Not(HasSubstr("without the feature\n")));
  EXPECT_THAT(text, Not(HasSubstr("The hidden half")));
  EXPECT_THAT(text,
              HasSubstr("Left out\n  neutral of guest: it brings no feature"));
}

// Every text of the report becomes something hostile.
MaintainabilityReport Hostile(const std::string& text) {
  MaintainabilityReport report = SampleMaintainability();
  report.set_title(text);
  report.set_onto(text);
  auto* check = report.mutable_check();
  check->mutable_conflicts(0)->set_path(text);
  check->mutable_conflicts(0)->set_patch(text);
  report.mutable_causes()
      ->mutable_explained(0)
      ->mutable_causes(0)
      ->mutable_commit()
      ->set_subject(text);
  report.mutable_landed()->mutable_stacks(0)->mutable_patches(1)->set_name(
      text);
  auto* neutral = report.mutable_neutral()->mutable_stacks(0);
  neutral->set_name(text);
  neutral->mutable_switches(0)->set_detail(text);
  neutral->mutable_lost(0)->set_name(text);
  neutral->mutable_answers(0)->mutable_by_file(0)->set_reason(text);
  report.mutable_drift()->mutable_forks(0)->set_path(text);
  report.mutable_footprint()->mutable_subsystems(0)->set_name(text);
  report.mutable_footprint()->mutable_keystones(0)->set_patch(text);
  report.mutable_forecast()->mutable_files(0)->set_path(text);
  report.add_left_out(text);
  MaintainabilityReport judged = Judged(report);
  auto* change = judged.mutable_judgement()->mutable_changes(0);
  change->set_action(text);
  return judged;
}

TEST(ReportText, SendsNoEscapeSequences) {
  TextStyle style;
  style.verbose = true;
  const std::string text =
      RenderReportText(Hostile("\x1b[31mred\x07\r\nnext"), style);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_THAT(text, Not(HasSubstr("\nnext")));
}

TEST(MarkdownReport, IsTheSameReport) {
  const std::string text =
      RenderMarkdownReport(Judged(SampleMaintainability()));
  EXPECT_THAT(text,
              StartsWith("# guest, audio onto v2\n\n**Do not carry**: about "));
  EXPECT_THAT(text, HasSubstr("\n## The merge today\n"));
  EXPECT_THAT(text, HasSubstr("<details><summary>Files in conflict (1)"
                              "</summary>\n\n| file | places | patch |"));
  EXPECT_THAT(text, HasSubstr("| ---: |"));
  EXPECT_THAT(text, HasSubstr("`0123456789012345678901234567890123456789`"));
}

TEST(MarkdownReport, TakesNothingFromPatchesForMarkup) {
  const std::string text = RenderMarkdownReport(
      Hostile("<script>alert(1)</script> | [x](https://e.example) `y` @all "
              "#12 **z**\n# head\n"));
  EXPECT_THAT(text, Not(HasSubstr("<script")));
  EXPECT_THAT(text, HasSubstr("\\[x\\](https&#58;//"));
  EXPECT_THAT(text, Not(HasSubstr("**z**\n")));
  EXPECT_THAT(text, Not(HasSubstr("\n# head")));
  // Nobody is mentioned, and no issue linked.
  EXPECT_THAT(text, Not(HasSubstr("@all")));
  EXPECT_THAT(text, Not(HasSubstr("#12")));
  EXPECT_THAT(text, Not(HasSubstr("https:")));
  // Only our own tags.
  for (size_t at = text.find('<'); at != std::string::npos;
       at = text.find('<', at + 1)) {
    EXPECT_THAT(text.substr(at, text.find('>', at) - at + 1),
                AnyOf("<details>", "<summary>", "</summary>", "</details>",
                      "<!-- -->"));
  }
}

TEST(MarkdownText, MakesEveryMarkHarmless) {
  EXPECT_EQ(MarkdownText("a_b*c"), "a\\_b\\*c");
  EXPECT_EQ(MarkdownText("<b> & |"), "&lt;b&gt; &amp; \\|");
  EXPECT_EQ(MarkdownText("@all #1"), "@<!-- -->all #<!-- -->1");
  EXPECT_EQ(MarkdownText("http://x www.x :tada: a.c:12: (b)"),
            "http&#58;//x www&#46;x &#58;tada: a.c:12: (b)");
  EXPECT_EQ(MarkdownText("- a - b"), "\\- a - b");
  EXPECT_EQ(MarkdownText("12. a 1.2"), "12\\. a 1.2");
  EXPECT_EQ(MarkdownText("two\nlines"), "two^Jlines");
}

TEST(MarkdownCode, KeepsBackquotesApart) {
  EXPECT_EQ(MarkdownCode("a b"), "`a b`");
  EXPECT_EQ(MarkdownCode("a `b` c"), "``a `b` c``");
  EXPECT_EQ(MarkdownCode("`a"), "`` `a ``");
}

TEST(ReportText, OfAnEmptyStackSaysSo) {
  MaintainabilityReport report;
  report.mutable_check()->add_stacks()->set_name("guest");
  EXPECT_THAT(RenderReportText(report, TextStyle()),
              HasSubstr("  0 patches, 0 hunks.\n"));
}

}  // namespace
}  // namespace patchgraph
