#include "rules/gate_exceptions.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace patchgraph {
namespace {

bool SelectedBy(const PolicyException& exception, const JudgedFinding& judged) {
  if (!exception.selects_findings) return false;
  if (exception.fingerprints.empty()) {
    return Selects(exception.where, judged);
  }
  for (const std::string& beginning : exception.fingerprints) {
    if (absl::StartsWith(judged.finding.fingerprint(), beginning)) return true;
  }
  return false;
}

}  // namespace

bool Fits(const absl::optional<RulePattern>& pattern, const std::string& text) {
  return !pattern.has_value() || pattern->MatchesWhole(text);
}

bool Selects(const FindingSelector& where, const JudgedFinding& judged) {
  const Finding& finding = judged.finding;
  return (where.kind.empty() || where.kind == finding.kind()) &&
         (where.tag.empty() ||
          std::count(judged.tags.begin(), judged.tags.end(), where.tag) > 0) &&
         Fits(where.stack, finding.stack()) &&
         Fits(where.flavour, finding.flavour()) &&
         Fits(where.subsystem, finding.subsystem()) &&
         Fits(where.owner, judged.owner) && Fits(where.path, finding.path()) &&
         Fits(where.patch, finding.patch()) &&
         (!where.message.has_value() ||
          where.message->FindIn(finding.message()).has_value());
}

GateExceptions::GateExceptions(absl::Span<const PolicyException> exceptions,
                               absl::string_view day)
    : exceptions_(exceptions) {
  for (const PolicyException& exception : exceptions) {
    GateException found;
    found.set_who(exception.who);
    found.set_why(exception.why);
    found.set_until(exception.until);
    found.set_what(exception.what);
    found.set_origin(exception.origin);
    found.set_state(day.empty() || exception.until < day ? "expired"
                    : exception.since > day              ? "not-yet"
                                                         : "unused");
    found_.push_back(std::move(found));
  }
}

bool GateExceptions::Holds(size_t exception) const {
  const std::string& state = found_[exception].state();
  return state == "unused" || state == "used";
}

bool GateExceptions::Use(size_t exception) {
  found_[exception].set_covers(found_[exception].covers() + 1);
  if (!Holds(exception)) return false;
  found_[exception].set_state("used");
  return true;
}

void GateExceptions::Except(JudgedFinding* judged) {
  for (size_t i = 0; i < exceptions_.size(); ++i) {
    if (!exceptions_[i].limit.empty() || !SelectedBy(exceptions_[i], *judged) ||
        (Holds(i) && judged->exception >= 0)) {
      continue;
    }
    if (Use(i)) judged->exception = static_cast<int>(i);
  }
}

bool GateExceptions::ExceptFrom(const std::string& limit,
                                JudgedFinding* judged) {
  for (size_t i = 0; i < exceptions_.size(); ++i) {
    if (exceptions_[i].limit != limit || !SelectedBy(exceptions_[i], *judged)) {
      continue;
    }
    // A limit with two bounds asks twice.
    const bool first =
        covered_.insert({i, judged->finding.fingerprint()}).second;
    if (first ? !Use(i) : !Holds(i)) continue;
    judged->exception = static_cast<int>(i);
    judged->excepted_from = limit;
    return true;
  }
  return false;
}

bool GateExceptions::Covers(const std::string& limit,
                            const JudgedFinding& judged) const {
  for (size_t i = 0; i < exceptions_.size(); ++i) {
    const bool concerns =
        exceptions_[i].limit.empty() || exceptions_[i].limit == limit;
    if (concerns && Holds(i) && SelectedBy(exceptions_[i], judged)) return true;
  }
  return false;
}

bool GateExceptions::Lift(const std::string& limit) {
  for (size_t i = 0; i < exceptions_.size(); ++i) {
    const bool lifts =
        !exceptions_[i].selects_findings && exceptions_[i].limit == limit;
    if (lifts && Use(i)) return true;
  }
  return false;
}

}  // namespace patchgraph
