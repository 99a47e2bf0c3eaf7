// What a policy says of each finding, and which exceptions hold.

#ifndef PATCHGRAPH_RULES_GATE_EXCEPTIONS_H_
#define PATCHGRAPH_RULES_GATE_EXCEPTIONS_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/report/gate/gate.pb.h"
#include "engine/report/maintainability/figures.pb.h"
#include "rules/limit.h"

namespace patchgraph {

// A finding and what the policy says of it.
struct JudgedFinding {
  Finding finding;
  std::vector<std::string> tags;
  std::string owner;
  double weight = 1;
  bool is_new = false;
  std::string state;               // as GateFinding::state
  int exception = -1;              // that holds; its position
  std::string excepted_from;       // that limit alone; empty: all
  absl::optional<Severity> level;  // the most severe failed limit's
  std::vector<std::string> limits;
};

// Whether a pattern that is given fits the whole of `text`.
bool Fits(const absl::optional<RulePattern>& pattern, const std::string& text);
bool Selects(const FindingSelector& where, const JudgedFinding& judged);

// The exceptions of a policy on one day. Counts what each covers; one that has
// expired covers nothing, and is counted all the same, so that people see what
// it would.
class GateExceptions {
 public:
  // `exceptions` must outlive it.
  GateExceptions(absl::Span<const PolicyException> exceptions,
                 absl::string_view day);

  // Puts the finding under the first exception from all limits that covers it.
  void Except(JudgedFinding* judged);
  // Whether it is excepted from this limit alone, and puts it there.
  bool ExceptFrom(const std::string& limit, JudgedFinding* judged);
  // Whether one from all limits or from this one covers it; counts nothing.
  bool Covers(const std::string& limit, const JudgedFinding& judged) const;
  // Whether one lifts the whole limit.
  bool Lift(const std::string& limit);

  const GateException& at(int exception) const {
    return found_[static_cast<size_t>(exception)];
  }
  // In the order of the policy.
  std::vector<GateException> Take() { return std::move(found_); }

 private:
  bool Holds(size_t exception) const;
  // Counts that it covers one more, and whether that counts.
  bool Use(size_t exception);

  absl::Span<const PolicyException> exceptions_;
  std::vector<GateException> found_;
  std::set<std::pair<size_t, std::string>> covered_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_GATE_EXCEPTIONS_H_
