// The forms of a gate's answer, with text in it that each of them could take
// for its own.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/gate/annotations.h"
#include "engine/report/gate/gate_text.h"
#include "engine/report/gate/junit.h"
#include "engine/report/gate/sarif.h"
#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using google::protobuf::Value;
using testing::HasSubstr;
using testing::Not;

// A patch's author may write whatever an author wants to.
constexpr char kWild[] =
    "100% <script>&\"x\"'\n::error::[a](b) {0} ]]> @all #1 | `c`, d:e \x01\xFF";

GateFinding* AddFinding(GateReport* report, const std::string& kind,
                        const std::string& path, const std::string& level,
                        const std::string& limit) {
  GateFinding* added = report->add_findings();
  Finding* finding = added->mutable_finding();
  finding->set_kind(kind);
  finding->set_stack("xen");
  finding->set_patch("a,b:c.patch");
  finding->set_path(path);
  finding->set_line(path.empty() ? 0 : 12);
  finding->set_line_count(path.empty() ? 0 : 3);
  finding->set_message(kWild);
  finding->set_fingerprint(
      absl::StrCat(std::string(60, 'a'),
                   absl::Dec(report->findings_size(), absl::kZeroPad4)));
  added->set_level(level);
  if (!limit.empty()) added->add_limits(limit);
  added->set_weight(1);
  return added;
}

GateVerdict* AddVerdict(GateReport* report, const std::string& limit,
                        const std::string& outcome,
                        const std::string& severity) {
  GateVerdict* verdict = report->add_verdicts();
  verdict->set_limit(limit);
  verdict->set_outcome(outcome);
  verdict->set_severity(severity);
  verdict->set_reason("Because <b>100%</b>.");
  verdict->set_comparison("at-most");
  verdict->set_message("3 forks drifted, 2 allowed");
  verdict->set_origin("rules.textproto:7:3");
  return verdict;
}

// A conflict that fails, a drift that nobody minds, one under an exception, one
// that is gone, a figure over its limit, and limits of every other outcome.
GateReport Sample() {
  GateReport report;
  report.set_version("0.1");
  report.set_title("xen: <carried>");
  report.set_onto("v2");
  report.set_baseline("main");
  report.set_day("2006-09-01");
  AddFinding(&report, "conflict", "a b/c%d,e:f.c", "error", "no-conflict")
      ->set_state("new");
  AddFinding(&report, "drift", "kernel/x.c", "", "")->set_state("unchanged");
  GateFinding* excepted = AddFinding(&report, "break", "net/y.c", "", "");
  excepted->set_state("unchanged");
  excepted->mutable_exception()->set_who("Ada");
  excepted->mutable_exception()->set_why("waits for <v3>");
  excepted->mutable_exception()->set_until("2006-12-31");
  AddFinding(&report, "landed", "", "note", "landed")->set_state("new");
  AddFinding(&report, "break", "net/z.c", "", "")->set_state("absent");

  GateVerdict* conflict = AddVerdict(&report, "no-conflict", "fail", "error");
  conflict->set_finding("conflict");
  conflict->add_fingerprints(report.findings(0).finding().fingerprint());
  GateVerdict* landed = AddVerdict(&report, "landed", "fail", "note");
  landed->set_finding("landed");
  landed->add_fingerprints(report.findings(3).finding().fingerprint());
  AddVerdict(&report, "forks", "fail", "warning")->set_figure("forks-drifted");
  AddVerdict(&report, "hunks", "pass", "error")->set_figure("hunks");
  AddVerdict(&report, "breaks", "excepted", "error")->set_figure("breaks");
  AddVerdict(&report, "hours", "unmeasured", "error")->set_figure("hours-once");
  AddVerdict(&report, "lines", "no-baseline", "error")->set_figure("new-lines");
  GateException* expired = report.add_exceptions();
  expired->set_who("Ada");
  expired->set_until("2006-08-31");
  expired->set_state("expired");
  expired->set_covers(2);
  expired->set_what("drift");
  expired->set_origin("rules.textproto:20:1");
  return report;
}

Value ParseJson(const std::string& text) {
  Value value;
  const auto status = google::protobuf::util::JsonStringToMessage(text, &value);
  EXPECT_TRUE(status.ok()) << status.ToString() << "\n" << text;
  return value;
}

const Value& At(const Value& value, const std::string& key) {
  const auto& fields = value.struct_value().fields();
  EXPECT_EQ(fields.count(key), 1u) << key;
  return fields.at(key);
}

const Value& At(const Value& value, int index) {
  EXPECT_LT(index, value.list_value().values_size());
  return value.list_value().values(index);
}

TEST(Sarif, AResultForEachFindingAndEachFigureOverItsLimit) {
  const Value sarif = ParseJson(ToSarif(Sample()));
  EXPECT_EQ(At(sarif, "version").string_value(), "2.1.0");
  const Value& run = At(At(sarif, "runs"), 0);
  const Value& results = At(run, "results");
  ASSERT_EQ(results.list_value().values_size(), 6);
  const Value& conflict = At(results, 0);
  EXPECT_EQ(At(conflict, "ruleId").string_value(), "conflict");
  EXPECT_EQ(At(conflict, "level").string_value(), "error");
  EXPECT_EQ(At(conflict, "baselineState").string_value(), "new");
  EXPECT_EQ(
      At(At(conflict, "partialFingerprints"), "patchgraph/v1").string_value(),
      std::string(60, 'a') + "0001");
  const Value& place = At(At(At(conflict, "locations"), 0), "physicalLocation");
  EXPECT_EQ(At(At(place, "artifactLocation"), "uri").string_value(),
            "a%20b/c%25d%2Ce%3Af.c");
  EXPECT_EQ(At(At(place, "region"), "startLine").number_value(), 12);
  EXPECT_EQ(At(At(place, "region"), "endLine").number_value(), 14);
  // No placeholder, and no link.
  EXPECT_THAT(At(At(conflict, "message"), "text").string_value(),
              HasSubstr("\\[a\\](b) {{0}}"));

  EXPECT_EQ(At(At(results, 1), "level").string_value(), "note");
  EXPECT_EQ(At(At(results, 1), "suppressions").list_value().values_size(), 0);
  const Value& suppression = At(At(At(results, 2), "suppressions"), 0);
  EXPECT_EQ(At(suppression, "kind").string_value(), "external");
  EXPECT_EQ(At(suppression, "justification").string_value(),
            "Ada: waits for <v3> (until 2006-12-31)");
  EXPECT_EQ(At(At(results, 4), "baselineState").string_value(), "absent");
  const Value& forks = At(results, 5);
  EXPECT_EQ(At(forks, "ruleId").string_value(), "limit/forks");
  const Value& policy = At(At(At(forks, "locations"), 0), "physicalLocation");
  EXPECT_EQ(At(At(policy, "artifactLocation"), "uri").string_value(),
            "rules.textproto");
  EXPECT_EQ(At(At(policy, "region"), "startLine").number_value(), 7);

  // Every result's rule is at its index.
  const Value& rules = At(At(At(run, "tool"), "driver"), "rules");
  for (const Value& result : results.list_value().values()) {
    const Value& rule =
        At(rules, static_cast<int>(At(result, "ruleIndex").number_value()));
    EXPECT_EQ(At(rule, "id").string_value(),
              At(result, "ruleId").string_value());
    EXPECT_NE(At(At(rule, "help"), "text").string_value(), "");
  }
}

// Too few of them, so that there is no place to show.
TEST(Sarif, ALimitThatNoFindingStandsForIsAResultToo) {
  GateReport report;
  GateVerdict* verdict = AddVerdict(&report, "some", "fail", "error");
  verdict->set_finding("landed");
  verdict->set_comparison("at-least");
  verdict->set_message("0 landed patches, at least 1 wanted");
  const Value sarif = ParseJson(ToSarif(report));
  const Value& results = At(At(At(sarif, "runs"), 0), "results");
  ASSERT_EQ(results.list_value().values_size(), 1);
  EXPECT_EQ(At(At(results, 0), "ruleId").string_value(), "limit/some");
  EXPECT_THAT(At(At(At(results, 0), "message"), "text").string_value(),
              HasSubstr("at least 1 wanted"));
}

TEST(Github, EveryCommandIsOneLine) {
  const std::string text = GithubAnnotations(Sample());
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_THAT(text,
              HasSubstr("::error file=a b/c%25d%2Ce%3Af.c,line=12,endLine=14,"
                        "title=conflict%3A A place in conflict with the "
                        "target::100%25 <script>&\"x\"'^J::error::[a](b)"));
  EXPECT_THAT(text, HasSubstr("\n::warning file=rules.textproto,line=7,"));
  EXPECT_THAT(text, HasSubstr("\n::notice file=patchgraph.textproto,line=1,"));
  EXPECT_THAT(text, Not(HasSubstr("\n::error::")));
  // A terminal shows it too.
  EXPECT_THAT(text, Not(HasSubstr("\x01")));
}

TEST(Gitlab, AListOfWhatFails) {
  const Value list = ParseJson(GitlabAnnotations(Sample()));
  ASSERT_EQ(list.list_value().values_size(), 3);
  const Value& first = At(list, 0);
  EXPECT_EQ(At(first, "severity").string_value(), "major");
  EXPECT_EQ(At(first, "check_name").string_value(), "conflict");
  EXPECT_EQ(At(At(first, "location"), "path").string_value(), "a b/c%d,e:f.c");
  EXPECT_EQ(At(At(At(first, "location"), "lines"), "begin").number_value(), 12);
  EXPECT_THAT(At(first, "description").string_value(),
              HasSubstr("\n::error::[a](b) {0} ]]>"));
  EXPECT_NE(At(At(list, 1), "fingerprint").string_value(),
            At(At(list, 2), "fingerprint").string_value());
  EXPECT_EQ(GitlabAnnotations(GateReport()), "[]\n");
}

TEST(Junit, ACaseForEachLimit) {
  const std::string xml = ToJunit(Sample());
  EXPECT_THAT(xml, HasSubstr("tests=\"7\" failures=\"1\" errors=\"0\" "
                             "skipped=\"3\""));
  EXPECT_THAT(xml, HasSubstr("<failure type=\"error\" message=\"3 forks "
                             "drifted, 2 allowed\">Because "
                             "&lt;b&gt;100%&lt;/b&gt;."));
  EXPECT_THAT(xml, HasSubstr("100% &lt;script&gt;&amp;&quot;x&quot;'&#10;"
                             "::error::[a](b) {0} ]]&gt;"));
  EXPECT_THAT(xml, Not(HasSubstr("\x01")));
  // What has landed is nowhere.
  EXPECT_THAT(xml, Not(HasSubstr("&#10;0: ")));
  EXPECT_THAT(xml, HasSubstr("\xEF\xBF\xBD\xEF\xBF\xBD"));
}

TEST(Markdown, NothingInItActs) {
  GateReport report = Sample();
  Finding* landed = report.mutable_findings(3)->mutable_finding();
  landed->set_message("see www.cairn.example");
  landed->set_patch("a (www.cairn.example).patch");
  const std::string text = RenderGateMarkdown(report);
  EXPECT_THAT(text, Not(HasSubstr("www.")));
  EXPECT_THAT(text, HasSubstr("❌ patchgraph gate: failed on v2, compared "
                              "with main"));
  EXPECT_THAT(text, Not(HasSubstr("<script>")));
  EXPECT_THAT(text, HasSubstr("&lt;script&gt;&amp;"));
  EXPECT_THAT(text, Not(HasSubstr("[a](b)")));
  EXPECT_THAT(text, Not(HasSubstr("@all")));
  EXPECT_THAT(text, Not(HasSubstr("`c`")));
  EXPECT_THAT(text, HasSubstr("Because &lt;b&gt;100%&lt;/b&gt;."));
  EXPECT_THAT(text, HasSubstr("<code>a b/c%d,e&#58;f.c&#58;12</code>"));
  EXPECT_THAT(text, HasSubstr("has expired on 2006-08-31; it would cover 2"));
}

TEST(Text, TheAnswerFirstAndOnOneScreen) {
  TextStyle style;
  const std::string text = RenderGateText(Sample(), style);
  EXPECT_THAT(text, testing::StartsWith(
                        "gate: failed on v2, compared with main.\n\n"
                        "  error    no-conflict: 3 forks drifted, 2 allowed\n"
                        "           Because <b>100%</b>.\n"
                        "           a b/c%d,e:f.c:12  100% <script>"));
  EXPECT_THAT(text, Not(HasSubstr("\x01")));
  EXPECT_THAT(text, HasSubstr("1 limit holds, 1 is not measured, 1 waits for "
                              "a baseline.\n"
                              "Findings since main: 2 new, 1 gone.\n"
                              "Findings under an exception: 1.\n"));
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 24);

  GateReport many = Sample();
  for (int i = 0; i < 50; ++i) {
    const GateFinding* added =
        AddFinding(&many, "conflict", absl::StrCat("f", i), "error", "l");
    many.mutable_verdicts(0)->add_fingerprints(added->finding().fingerprint());
  }
  EXPECT_THAT(RenderGateText(many, style), HasSubstr("and 49 more (-v)\n"));
  // Of eight limits a finding each, and no reasons.
  for (int i = 0; i < 5; ++i) *many.add_verdicts() = many.verdicts(0);
  const std::string long_text = RenderGateText(many, style);
  EXPECT_LE(std::count(long_text.begin(), long_text.end(), '\n'), 24);
  EXPECT_THAT(long_text, Not(HasSubstr("Because")));
  EXPECT_THAT(long_text, HasSubstr("All findings: -v."));
  style.verbose = true;
  EXPECT_THAT(RenderGateText(many, style), HasSubstr("f49:12"));
}

TEST(Text, WhatIsNewIsShownFirst) {
  GateReport report;
  GateVerdict* verdict = AddVerdict(&report, "worse", "fail", "error");
  for (const char* path : {"old1.c", "old2.c", "new.c"}) {
    GateFinding* added =
        AddFinding(&report, "conflict", path, "error", "worse");
    added->set_state(path[0] == 'n' ? "new" : "unchanged");
    verdict->add_fingerprints(added->finding().fingerprint());
  }
  const std::string text = RenderGateText(report, TextStyle());
  EXPECT_THAT(text, HasSubstr("new.c:12"));
  EXPECT_THAT(text, HasSubstr("old1.c:12"));
  EXPECT_THAT(text, Not(HasSubstr("old2.c")));
}

TEST(Text, WhatPassesSaysSo) {
  GateReport report;
  report.set_passed(true);
  AddVerdict(&report, "hunks", "pass", "error");
  EXPECT_EQ(RenderGateText(report, TextStyle()),
            "gate: passed.\n\n1 limit holds.\n");
}

}  // namespace
}  // namespace patchgraph
