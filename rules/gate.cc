#include "rules/gate.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/findings.h"
#include "rules/gate_exceptions.h"
#include "rules/gate_words.h"
#include "rules/limit.h"

namespace patchgraph {
namespace {

// What a limit looks at: a stack and a flavour; empty: all together.
using StackAndFlavour = std::pair<std::string, std::string>;

class GateRun {
 public:
  GateRun(const Policy& policy, const GateSide& now,
          const absl::optional<GateSide>& baseline, absl::string_view day)
      : policy_(policy),
        now_(now),
        baseline_(baseline),
        day_(day),
        exceptions_(policy.exceptions(), day_) {}

  GateReport Run() {
    report_.set_schema(1);
    report_.set_policy(policy_.file());
    report_.set_day(day_);
    if (baseline_.has_value()) report_.set_baseline(baseline_->name);
    Judge();
    report_.set_passed(true);
    for (const PolicyLimit& limit : policy_.limits()) Hold(limit);
    AddFindings();
    AddExceptions();
    AddNotes();
    return std::move(report_);
  }

 private:
  JudgedFinding JudgedOf(const Finding& finding) const {
    JudgedFinding judged;
    judged.finding = finding;
    const Subject subject = SubjectOf(finding);
    // By the rules of now, whatever those of the report were.
    if (!finding.path().empty()) {
      judged.finding.set_subsystem(policy_.SubsystemOf(finding.path()));
    }
    judged.tags = policy_.TagsOf(subject);
    judged.owner = policy_.OwnerOf(finding.path());
    judged.weight = policy_.WeightOf(finding);
    return judged;
  }

  void Judge() {
    std::set<std::string> before;
    std::set<std::string> still_there;
    if (baseline_.has_value()) {
      for (const Finding& finding : baseline_->findings) {
        before.insert(finding.fingerprint());
      }
    }
    for (const Finding& finding : now_.findings) {
      JudgedFinding judged = JudgedOf(finding);
      still_there.insert(finding.fingerprint());
      judged.is_new = before.count(finding.fingerprint()) == 0;
      if (baseline_.has_value()) {
        judged.state = judged.is_new ? "new" : "unchanged";
      }
      exceptions_.Except(&judged);
      findings_.push_back(std::move(judged));
    }
    if (!baseline_.has_value()) return;
    for (const Finding& finding : baseline_->findings) {
      JudgedFinding judged = JudgedOf(finding);
      judged.state = "absent";
      if (still_there.count(finding.fingerprint()) == 0) {
        gone_.push_back(judged);
      }
      before_.push_back(std::move(judged));
    }
  }

  void Hold(const PolicyLimit& limit) {
    if (!limit.figure.empty()) return HoldFigure(limit);
    std::set<StackAndFlavour> groups;
    if (limit.where.stack.has_value() || limit.where.flavour.has_value()) {
      AddGroups(limit, findings_, &groups);
      AddGroups(limit, before_, &groups);
    }
    if (groups.empty()) groups.insert({"", ""});
    if (!IsLookedFor(limit.where.kind)) {
      for (const LimitBound& bound : limit.bounds) {
        Untold(limit, "unmeasured", VerdictOf(limit, bound, {"", ""}));
      }
      return;
    }
    for (const StackAndFlavour& group : groups) HoldFindings(limit, group);
  }

  static StackAndFlavour GroupOf(const PolicyLimit& limit,
                                 const Finding& finding) {
    return {
        limit.where.stack.has_value() ? finding.stack() : std::string(),
        limit.where.flavour.has_value() ? finding.flavour() : std::string()};
  }

  static void AddGroups(const PolicyLimit& limit,
                        const std::vector<JudgedFinding>& findings,
                        std::set<StackAndFlavour>* groups) {
    for (const JudgedFinding& judged : findings) {
      if (Selects(limit.where, judged)) {
        groups->insert(GroupOf(limit, judged.finding));
      }
    }
  }

  void HoldFigure(const PolicyLimit& limit) {
    bool measured = false;
    for (const Figure& figure : now_.figures) {
      if (figure.name() != limit.figure || !IsAsked(limit, figure)) continue;
      measured = true;
      for (const LimitBound& bound : limit.bounds) {
        GateVerdict verdict =
            VerdictOf(limit, bound, {figure.stack(), figure.flavour()});
        verdict.set_unit(figure.unit());
        verdict.set_value(figure.value());
        const Figure* before = InBaseline(figure);
        if (before != nullptr) verdict.set_baseline(before->value());
        Decide(limit, bound, std::move(verdict));
      }
    }
    if (measured) return;
    for (const LimitBound& bound : limit.bounds) {
      Untold(limit, "unmeasured", VerdictOf(limit, bound, {"", ""}));
    }
  }

  // Whether the report was looked for findings of that kind.
  bool IsLookedFor(const std::string& kind) const {
    for (const Finding& finding : now_.findings) {
      if (finding.kind() == kind) return true;
    }
    const FindingKind* known = FindFindingKind(kind);
    return known == nullptr ||
           std::any_of(now_.figures.begin(), now_.figures.end(),
                       [known](const Figure& figure) {
                         return figure.name() == known->figure;
                       });
  }

  static bool IsAsked(const PolicyLimit& limit, const Figure& figure) {
    const FindingSelector& where = limit.where;
    return (where.stack.has_value()
                ? !figure.stack().empty() && Fits(where.stack, figure.stack())
                : figure.stack().empty()) &&
           (where.flavour.has_value()
                ? !figure.flavour().empty() &&
                      Fits(where.flavour, figure.flavour())
                : figure.flavour().empty());
  }

  const Figure* InBaseline(const Figure& figure) const {
    if (!baseline_.has_value()) return nullptr;
    return FindFigure(baseline_->figures, figure.name(), figure.stack(),
                      figure.flavour());
  }

  static GateVerdict VerdictOf(const PolicyLimit& limit,
                               const LimitBound& bound,
                               const StackAndFlavour& group) {
    GateVerdict verdict;
    verdict.set_limit(limit.name);
    verdict.set_severity(std::string(NameOf(limit.severity)));
    verdict.set_reason(limit.reason);
    verdict.set_figure(limit.figure);
    verdict.set_finding(limit.where.kind);
    verdict.set_stack(group.first);
    verdict.set_flavour(group.second);
    verdict.set_comparison(std::string(NameOf(bound.comparison)));
    verdict.set_bound(bound.value);
    verdict.set_origin(bound.origin);
    return verdict;
  }

  void HoldFindings(const PolicyLimit& limit, const StackAndFlavour& group) {
    for (const LimitBound& bound : limit.bounds) {
      const bool only_new = bound.comparison == Comparison::kNewAtMost;
      GateVerdict verdict = VerdictOf(limit, bound, group);
      double value = 0;
      std::vector<JudgedFinding*> counted;
      for (JudgedFinding& judged : findings_) {
        if (!Selects(limit.where, judged) ||
            GroupOf(limit, judged.finding) != group ||
            (only_new && !judged.is_new) ||
            (judged.exception >= 0 && judged.excepted_from.empty()) ||
            exceptions_.ExceptFrom(limit.name, &judged)) {
          continue;
        }
        counted.push_back(&judged);
        verdict.add_fingerprints(judged.finding.fingerprint());
        value += limit.weighted ? judged.weight : 1;
      }
      verdict.set_value(value);
      if (baseline_.has_value() && !only_new) {
        verdict.set_baseline(CountBefore(limit, group));
      }
      if (Decide(limit, bound, std::move(verdict))) Blame(limit, counted);
    }
  }

  // What the baseline had, as it would be counted now.
  double CountBefore(const PolicyLimit& limit, const StackAndFlavour& group) {
    double value = 0;
    for (JudgedFinding& judged : before_) {
      if (!Selects(limit.where, judged) ||
          GroupOf(limit, judged.finding) != group ||
          exceptions_.Covers(limit.name, judged)) {
        continue;
      }
      value += limit.weighted ? judged.weight : 1;
    }
    return value;
  }

  static void Blame(const PolicyLimit& limit,
                    const std::vector<JudgedFinding*>& counted) {
    for (JudgedFinding* judged : counted) {
      // ERROR is the least of the enum.
      if (!judged->level.has_value() || limit.severity < *judged->level) {
        judged->level = limit.severity;
      }
      if (judged->limits.empty() || judged->limits.back() != limit.name) {
        judged->limits.push_back(limit.name);
      }
    }
  }

  // Whether it fails and no exception lifts it.
  bool Decide(const PolicyLimit& limit, const LimitBound& bound,
              GateVerdict verdict) {
    const bool compares = bound.comparison == Comparison::kWorseByAtMost ||
                          bound.comparison == Comparison::kWorseByPercent;
    if (compares && !verdict.has_baseline()) {
      Untold(limit, "no-baseline", std::move(verdict));
      return false;
    }
    const FigureKind* figure = FindFigureKind(limit.figure);
    const bool more_is_better =
        figure != nullptr && figure->better == FigureDirection::kMore;
    double worse = verdict.value() - verdict.baseline();
    if (more_is_better) worse = -worse;
    bool fails = false;
    switch (bound.comparison) {
      case Comparison::kAtMost:
      case Comparison::kNewAtMost:
        fails = verdict.value() > bound.value;
        break;
      case Comparison::kAtLeast:
        fails = verdict.value() < bound.value;
        break;
      case Comparison::kWorseByAtMost:
        fails = worse > bound.value;
        break;
      case Comparison::kWorseByPercent:
        fails = worse > 0 && worse * 100 > bound.value * verdict.baseline();
        break;
    }
    verdict.set_message(VerdictSentence(verdict, baseline_.has_value()));
    return Finish(limit, fails ? "fail" : "pass", std::move(verdict));
  }

  // Of a limit that the report, or the baseline, has nothing to hold against.
  void Untold(const PolicyLimit& limit, const std::string& outcome,
              GateVerdict verdict) {
    verdict.set_outcome(outcome);
    verdict.set_message(VerdictSentence(verdict, baseline_.has_value()));
    Finish(limit, limit.required ? "fail" : outcome, std::move(verdict));
  }

  // Whether it fails and no exception lifts it.
  bool Finish(const PolicyLimit& limit, const std::string& outcome,
              GateVerdict verdict) {
    const bool lifted = outcome == "fail" && exceptions_.Lift(limit.name);
    verdict.set_outcome(lifted ? "excepted" : outcome);
    const bool fails = verdict.outcome() == "fail";
    if (fails && limit.severity == ERROR) report_.set_passed(false);
    *report_.add_verdicts() = std::move(verdict);
    return fails;
  }

  void AddFindings() {
    for (const auto* list : {&findings_, &gone_}) {
      for (const JudgedFinding& judged : *list) {
        GateFinding* added = report_.add_findings();
        *added->mutable_finding() = judged.finding;
        added->set_state(judged.state);
        if (judged.level.has_value()) {
          added->set_level(std::string(NameOf(*judged.level)));
        }
        added->mutable_limits()->Add(judged.limits.begin(),
                                     judged.limits.end());
        // What another limit counts is not let pass.
        if (judged.exception >= 0 &&
            (judged.excepted_from.empty() || !judged.level.has_value())) {
          *added->mutable_exception() = exceptions_.at(judged.exception);
        }
        added->mutable_tags()->Add(judged.tags.begin(), judged.tags.end());
        added->set_owner(judged.owner);
        added->set_weight(judged.weight);
      }
    }
  }

  void AddExceptions() {
    for (GateException& exception : exceptions_.Take()) {
      *report_.add_exceptions() = std::move(exception);
    }
  }

  void AddNotes() {
    if (baseline_.has_value()) return;
    for (const GateVerdict& verdict : report_.verdicts()) {
      if (verdict.comparison() != "new-at-most" || verdict.value() == 0) {
        continue;
      }
      report_.add_notes("without a baseline all findings are new");
      return;
    }
  }

  const Policy& policy_;
  const GateSide& now_;
  const absl::optional<GateSide>& baseline_;
  const std::string day_;
  GateExceptions exceptions_;
  GateReport report_;
  std::vector<JudgedFinding> findings_;
  std::vector<JudgedFinding> before_;  // the baseline's
  std::vector<JudgedFinding> gone_;    // those of them that are no more
};

}  // namespace

GateReport RunGate(const Policy& policy, const GateSide& now,
                   const absl::optional<GateSide>& baseline,
                   absl::string_view day) {
  return GateRun(policy, now, baseline, day).Run();
}

}  // namespace patchgraph
