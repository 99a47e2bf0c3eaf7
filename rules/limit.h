// What a policy lets pass, and what it lets pass for a while.

#ifndef PATCHGRAPH_RULES_LIMIT_H_
#define PATCHGRAPH_RULES_LIMIT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "rules/rule_pattern.h"
#include "rules/rules.pb.h"

namespace patchgraph {

enum class Comparison {
  kAtMost,
  kAtLeast,
  kWorseByAtMost,
  kWorseByPercent,
  kNewAtMost,
};

// "at-most", "at-least", "worse-by-at-most", "worse-by-percent", "new-at-most".
absl::string_view NameOf(Comparison comparison);
// "error", "warning", "note".
absl::string_view NameOf(Severity severity);

struct LimitBound {
  Comparison comparison = Comparison::kAtMost;
  double value = 0;
  std::string origin;
};

// Which findings: those where each part that is given fits.
struct FindingSelector {
  std::string kind;
  std::string tag;
  absl::optional<RulePattern> stack;
  absl::optional<RulePattern> flavour;
  absl::optional<RulePattern> subsystem;
  absl::optional<RulePattern> owner;
  absl::optional<RulePattern> path;
  absl::optional<RulePattern> patch;
  absl::optional<RulePattern> message;  // anywhere in it
};

struct PolicyLimit {
  std::string name;
  std::string figure;  // or empty, and `where` has a kind
  FindingSelector where;
  bool weighted = false;
  bool required = false;
  std::vector<LimitBound> bounds;
  Severity severity = ERROR;
  std::string reason;
  std::string origin;
};

struct PolicyException {
  std::vector<std::string> fingerprints;  // beginnings of them
  FindingSelector where;
  bool selects_findings = false;  // else the whole limit is excepted
  std::string limit;              // empty: any
  std::string who;
  std::string why;
  std::string since;  // days, "2006-12-31"; empty: from ever
  std::string until;
  std::string what;  // in a few words
  std::string origin;
};

struct PolicyExample {
  Example example;
  std::string origin;
};

// Whether `day` is written as "2006-12-31" and is one of the calendar.
bool IsDay(absl::string_view day);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_LIMIT_H_
