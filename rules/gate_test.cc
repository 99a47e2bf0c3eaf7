#include "rules/gate.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/findings.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kDay[] = "2006-09-01";

Figure FigureOf(const std::string& name, double value,
                const std::string& stack = "",
                const std::string& flavour = "") {
  Figure figure;
  figure.set_name(name);
  figure.set_value(value);
  figure.set_stack(stack);
  figure.set_flavour(flavour);
  return figure;
}

Finding FindingOf(const std::string& kind, const std::string& path,
                  const std::string& stack = "xen") {
  Finding finding;
  finding.set_kind(kind);
  finding.set_path(path);
  finding.set_stack(stack);
  // What stands for the digest in these tests: hexadecimal, and of the place.
  std::string digits;
  for (const char c : absl::StrCat(kind, path, stack)) {
    absl::StrAppend(&digits, absl::Hex(static_cast<unsigned char>(c)));
  }
  digits.resize(64, '0');
  finding.set_fingerprint(digits);
  finding.set_message(absl::StrCat(kind, " in ", path));
  return finding;
}

Policy PolicyOf(const std::string& text) {
  auto policy = Policy::Parse(text, "rules.textproto");
  EXPECT_TRUE(policy.ok()) << policy.status();
  return policy.ok() ? *policy : Policy();
}

GateReport Gate(const std::string& policy, std::vector<Figure> figures,
                std::vector<Finding> findings = {},
                const absl::optional<GateSide>& baseline = absl::nullopt,
                absl::string_view day = kDay) {
  return RunGate(PolicyOf(policy),
                 {"now", std::move(figures), std::move(findings)}, baseline,
                 day);
}

std::vector<std::string> Outcomes(const GateReport& report) {
  std::vector<std::string> outcomes;
  for (const GateVerdict& verdict : report.verdicts()) {
    outcomes.push_back(absl::StrCat(verdict.limit(), " ", verdict.outcome()));
  }
  return outcomes;
}

TEST(Gate, ALimitHoldsUpToItsBound) {
  const std::string policy =
      "limit { name: 'forks' figure: 'forks-drifted' at_most: 10 }";
  EXPECT_TRUE(Gate(policy, {FigureOf("forks-drifted", 10)}).passed());
  const GateReport report = Gate(policy, {FigureOf("forks-drifted", 10.5)});
  EXPECT_FALSE(report.passed());
  EXPECT_THAT(Outcomes(report), ElementsAre("forks fail"));
  EXPECT_EQ(report.verdicts(0).message(), "10.5 forks drifted, 10 allowed");
  EXPECT_EQ(report.verdicts(0).origin(), "rules.textproto:1:47");
  EXPECT_FALSE(Gate("limit { name: 'c' figure: 'patches-clean' at_least: 5 }",
                    {FigureOf("patches-clean", 4)})
                   .passed());
}

TEST(Gate, AWarningDoesNotStopAnybody) {
  const GateReport report =
      Gate("limit { name: 'a' figure: 'breaks' at_most: 0 severity: WARNING }",
           {FigureOf("breaks", 1)});
  EXPECT_TRUE(report.passed());
  EXPECT_THAT(Outcomes(report), ElementsAre("a fail"));
  EXPECT_EQ(report.verdicts(0).severity(), "warning");
}

TEST(Gate, AFigureThatIsNotThereIsNotNought) {
  const std::string limit = "limit { name: 'a' figure: 'breaks' at_most: 0";
  EXPECT_THAT(Outcomes(Gate(limit + " }", {})), ElementsAre("a unmeasured"));
  EXPECT_TRUE(Gate(limit + " }", {}).passed());
  const GateReport report = Gate(limit + " required: true }", {});
  EXPECT_FALSE(report.passed());
  EXPECT_EQ(report.verdicts(0).message(), "breaks: not measured");
}

TEST(Gate, FindingsThatNobodyLookedForAreNotNone) {
  const std::string limit = "limit { name: 'a' finding: 'break' new_at_most: 0";
  const std::vector<Figure> merge_alone = {FigureOf("conflicts", 0)};
  const GateReport report = Gate(limit + " }", merge_alone);
  EXPECT_TRUE(report.passed());
  EXPECT_THAT(Outcomes(report), ElementsAre("a unmeasured"));
  EXPECT_EQ(report.verdicts(0).message(), "breaks: not measured");
  EXPECT_FALSE(Gate(limit + " required: true }", merge_alone).passed());
  EXPECT_THAT(Outcomes(Gate(limit + " }", {FigureOf("breaks", 0)})),
              ElementsAre("a pass"));
}

TEST(Gate, EveryKindOfFindingHasAFigureThatTellsIfItWasLookedFor) {
  for (const FindingKind& kind : FindingKinds()) {
    EXPECT_NE(FindFigureKind(kind.figure), nullptr) << kind.name;
  }
}

TEST(Gate, AnExceptionLiftsALimitThatIsNotMeasuredToo) {
  const GateReport report = Gate(
      "limit { name: 'a' figure: 'breaks' at_most: 0 required: true }\n"
      "exception { limit: 'a' who: 'Ada' why: 'no kernel to build'\n"
      "            until: '2006-12-31' }",
      {});
  EXPECT_TRUE(report.passed());
  EXPECT_THAT(Outcomes(report), ElementsAre("a excepted"));
  EXPECT_EQ(report.exceptions(0).state(), "used");
}

TEST(Gate, WhatFailsByLittleIsSaidWithItsDigits) {
  const GateReport report =
      Gate("limit { name: 'a' figure: 'hours-once' at_most: 40 }",
           {FigureOf("hours-once", 40.04)});
  EXPECT_EQ(report.verdicts(0).message(), "40.04 hours once, 40 allowed");
  const GateReport worse =
      Gate("limit { name: 'a' figure: 'hours-once' worse_by_percent: 0.04 }",
           {FigureOf("hours-once", 120.3)}, {},
           GateSide{"v1", {FigureOf("hours-once", 120.1)}, {}});
  EXPECT_EQ(worse.verdicts(0).message(),
            "120.3 hours once, 120.1 in the baseline, worse by 0.04 % allowed");
}

TEST(Gate, OneIsCalledOne) {
  const GateReport report =
      Gate("limit { name: 'a' figure: 'breaks' at_most: 0 }",
           {FigureOf("breaks", 1)});
  EXPECT_EQ(report.verdicts(0).message(), "1 break, 0 allowed");
}

TEST(Gate, ABaselineMayLackAFigure) {
  const std::string policy =
      "limit { name: 'a' figure: 'breaks' worse_by_at_most: 0 }";
  const GateReport report =
      Gate(policy, {FigureOf("breaks", 3)}, {}, GateSide{"v1", {}, {}});
  EXPECT_THAT(Outcomes(report), ElementsAre("a no-baseline"));
  EXPECT_EQ(report.verdicts(0).message(),
            "breaks: not measured in the baseline");
  EXPECT_EQ(Gate(policy, {FigureOf("breaks", 3)}).verdicts(0).message(),
            "breaks: there is no baseline to compare with");
}

TEST(Gate, AFigureIsHeldAgainstTheBaseline) {
  const std::string policy =
      "limit { name: 'not worse' figure: 'conflicts' worse_by_at_most: 0 }\n"
      "limit { name: 'margin' figure: 'new-lines' worse_by_percent: 10 }\n"
      "limit { name: 'clean' figure: 'patches-clean' worse_by_at_most: 1 }\n";
  const GateSide before = {
      "v1",
      {FigureOf("conflicts", 5), FigureOf("new-lines", 100),
       FigureOf("patches-clean", 8)},
      {}};
  const auto outcomes = [&](double conflicts, double lines, double clean) {
    return Outcomes(
        Gate(policy,
             {FigureOf("conflicts", conflicts), FigureOf("new-lines", lines),
              FigureOf("patches-clean", clean)},
             {}, before));
  };
  EXPECT_THAT(outcomes(5, 110, 7),
              ElementsAre("not worse pass", "margin pass", "clean pass"));
  EXPECT_THAT(outcomes(6, 111, 6),
              ElementsAre("not worse fail", "margin fail", "clean fail"));
  // Better is never worse; of patches-clean more is better.
  EXPECT_THAT(outcomes(0, 0, 800),
              ElementsAre("not worse pass", "margin pass", "clean pass"));
  const GateReport alone = Gate(policy, {FigureOf("conflicts", 6)});
  EXPECT_TRUE(alone.passed());
  EXPECT_THAT(Outcomes(alone),
              ElementsAre("not worse no-baseline", "margin unmeasured",
                          "clean unmeasured"));
}

TEST(Gate, WhatWasThereIsNotNew) {
  const std::string policy =
      "limit { name: 'new' finding: 'conflict' new_at_most: 0 }";
  const std::vector<Finding> findings = {FindingOf("conflict", "a.c"),
                                         FindingOf("conflict", "b.c")};
  const GateSide before = {
      "v1", {}, {FindingOf("conflict", "a.c"), FindingOf("conflict", "c.c")}};
  const GateReport report = Gate(policy, {}, findings, before);
  EXPECT_FALSE(report.passed());
  EXPECT_EQ(report.verdicts(0).message(), "1 new conflict, 0 allowed");
  EXPECT_THAT(report.verdicts(0).fingerprints(),
              ElementsAre(findings[1].fingerprint()));
  ASSERT_EQ(report.findings_size(), 3);
  EXPECT_EQ(report.findings(0).state(), "unchanged");
  EXPECT_EQ(report.findings(0).level(), "");
  EXPECT_EQ(report.findings(1).state(), "new");
  EXPECT_EQ(report.findings(1).level(), "error");
  EXPECT_THAT(report.findings(1).limits(), ElementsAre("new"));
  EXPECT_EQ(report.findings(2).state(), "absent");
  EXPECT_EQ(report.findings(2).finding().path(), "c.c");

  EXPECT_TRUE(Gate(policy, {}, {findings[0]}, before).passed());
  // Without a baseline nothing was there.
  EXPECT_FALSE(Gate(policy, {}, {findings[0]}).passed());
}

TEST(Gate, StacksAndFlavoursAreMeasuredForThemselves) {
  const GateReport report = Gate(
      "limit { name: 'each' figure: 'conflicts' stack: '.*' at_most: 2 }\n"
      "limit { name: 'all' figure: 'conflicts' at_most: 3 }\n"
      "limit { name: 'flavour' figure: 'breaks' flavour: '686.*' at_most: 0 "
      "}\n"
      "limit { name: 'found' finding: 'conflict' stack: '.*' at_most: 1 }\n",
      {FigureOf("conflicts", 3), FigureOf("conflicts", 3, "xen"),
       FigureOf("conflicts", 0, "rt"), FigureOf("breaks", 1, "", "686-smp"),
       FigureOf("breaks", 1, "", "server")},
      {FindingOf("conflict", "a.c", "xen"), FindingOf("conflict", "b.c", "xen"),
       FindingOf("conflict", "a.c", "rt")});
  std::vector<std::string> seen;
  for (const GateVerdict& verdict : report.verdicts()) {
    seen.push_back(absl::StrCat(verdict.limit(), " ", verdict.stack(),
                                verdict.flavour(), " ", verdict.outcome()));
  }
  EXPECT_THAT(seen, ElementsAre("each xen fail", "each rt pass", "all  pass",
                                "flavour 686-smp fail", "found rt pass",
                                "found xen fail"));
}

TEST(Gate, FindingsAreChosenByWhatTheyAre) {
  const std::string rules =
      "tag { name: 'header' path: '.*\\\\.h' }\n"
      "subsystem { name: '\\\\1' path: '([^/]+)/.*' }\n"
      "owner { name: 'net team' path: 'net/.*' }\n";
  const std::vector<Finding> findings = {FindingOf("conflict", "net/a.c"),
                                         FindingOf("conflict", "mm/a.h"),
                                         FindingOf("conflict", "mm/a.c")};
  const auto count = [&](const std::string& where) {
    return Gate(absl::StrCat(rules, "limit { name: 'l' finding: 'conflict' ",
                             where, " at_most: 0 }"),
                {}, findings)
        .verdicts(0)
        .value();
  };
  EXPECT_EQ(count(""), 3);
  EXPECT_EQ(count("tag: 'header'"), 1);
  EXPECT_EQ(count("subsystem: 'mm'"), 2);
  EXPECT_EQ(count("subsystem: 'm'"), 0);
  EXPECT_EQ(count("owner: 'net.*'"), 1);
  EXPECT_EQ(count("path: '.*/a.c'"), 2);
  EXPECT_EQ(count("subsystem: 'mm' tag: 'header'"), 1);
}

TEST(Gate, FindingsMayCountByTheirWeight) {
  const GateReport report = Gate(
      "subsystem { name: 'mm' path: 'mm/.*' weight: 4 }\n"
      "weight { finding: 'conflict' weight: 0.5 }\n"
      "limit { name: 'l' finding: 'conflict' weighted: true at_most: 2 }",
      {}, {FindingOf("conflict", "mm/a.c"), FindingOf("conflict", "fs/a.c")});
  EXPECT_EQ(report.verdicts(0).value(), 2.5);
  EXPECT_EQ(report.verdicts(0).outcome(), "fail");
  EXPECT_EQ(report.findings(0).weight(), 2);
}

std::string WithException(const std::string& fields) {
  return absl::StrCat(
      "limit { name: 'l' finding: 'break' at_most: 0 }\n"
      "limit { name: 'm' finding: 'break' path: 'a.*' at_most: 0 }\n"
      "exception { who: 'Ada' why: 'because' ",
      fields, " }\n");
}

TEST(Gate, AnExceptionHoldsUntilItsLastDay) {
  const std::string policy =
      WithException("finding: 'break' path: 'a.c' until: '2006-09-01'");
  const std::vector<Finding> findings = {FindingOf("break", "a.c")};
  const GateReport report = Gate(policy, {}, findings);
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.findings(0).exception().who(), "Ada");
  EXPECT_EQ(report.exceptions(0).state(), "used");
  EXPECT_EQ(report.exceptions(0).covers(), 1);
  EXPECT_EQ(report.verdicts(0).value(), 0);

  const GateReport later =
      Gate(policy, {}, findings, absl::nullopt, "2006-09-02");
  EXPECT_FALSE(later.passed());
  EXPECT_EQ(later.exceptions(0).state(), "expired");
  EXPECT_EQ(later.exceptions(0).covers(), 1);
  EXPECT_FALSE(later.findings(0).has_exception());

  EXPECT_EQ(Gate(policy, {}, {}).exceptions(0).state(), "unused");
  EXPECT_EQ(Gate(WithException("finding: 'break' since: '2006-10-01' until: "
                               "'2006-12-31'"),
                 {}, findings)
                .exceptions(0)
                .state(),
            "not-yet");
}

TEST(Gate, AnExceptionMayBeOfOneLimitAlone) {
  const GateReport report =
      Gate(WithException("limit: 'm' path: 'a.c' until: '2006-12-31'"), {},
           {FindingOf("break", "a.c")});
  EXPECT_THAT(Outcomes(report), ElementsAre("l fail", "m pass"));
  // The limits behind it do not know of it.
  const GateReport other =
      Gate(WithException("limit: 'l' path: 'a.c' until: '2006-12-31'"), {},
           {FindingOf("break", "a.c")});
  EXPECT_THAT(Outcomes(other), ElementsAre("l pass", "m fail"));
  EXPECT_EQ(other.findings(0).level(), "error");
  EXPECT_FALSE(other.findings(0).has_exception());
  EXPECT_EQ(other.exceptions(0).covers(), 1);
}

TEST(Gate, AnExceptionMayBeOfAFingerprintOrOfALimit) {
  const Finding finding = FindingOf("break", "a.c");
  EXPECT_TRUE(Gate(WithException(
                       absl::StrCat("until: '2006-12-31' fingerprint: '",
                                    finding.fingerprint().substr(0, 24), "'")),
                   {}, {finding})
                  .passed());
  const GateReport report =
      Gate(WithException("limit: 'l' until: '2006-12-31'"), {}, {finding});
  EXPECT_THAT(Outcomes(report), ElementsAre("l excepted", "m fail"));
  EXPECT_THAT(report.findings(0).limits(), ElementsAre("m"));
}

TEST(Gate, TheSameQuestionHasTheSameAnswer) {
  const std::string policy = WithException("tag: 'build' until: '2007-01-01'");
  const std::vector<Finding> findings = {FindingOf("break", "Makefile"),
                                         FindingOf("break", "a.c")};
  EXPECT_EQ(Gate(policy, {}, findings).SerializeAsString(),
            Gate(policy, {}, findings).SerializeAsString());
}

TEST(Gate, TheBuiltinLimitsNeedNoFile) {
  const auto policy = Policy::Kernel();
  ASSERT_TRUE(policy.ok()) << policy.status();
  const GateSide now = {"now", {}, {FindingOf("break", "net/ipv4/a.c")}};
  EXPECT_FALSE(RunGate(*policy, now, absl::nullopt, kDay).passed());
  EXPECT_TRUE(RunGate(*policy, now, now, kDay).passed());
  EXPECT_TRUE(RunGate(*policy, {}, absl::nullopt, kDay).passed());
  EXPECT_THAT(RunGate(*policy, now, absl::nullopt, kDay).verdicts(0).reason(),
              HasSubstr("does not build"));
}

}  // namespace
}  // namespace patchgraph
