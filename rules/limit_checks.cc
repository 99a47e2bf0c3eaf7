// CheckLimits of policy_builder.h.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/text/nearest_name.h"
#include "rules/policy_builder.h"

namespace patchgraph {
namespace {

std::string Expression(const absl::optional<RulePattern>& pattern) {
  return pattern.has_value() ? pattern->expression() : std::string();
}

// Equal for limits that measure the same.
std::string WhatIsMeasured(const PolicyLimit& limit) {
  std::string what;
  for (const std::string& part :
       {limit.figure, limit.where.kind, limit.where.tag,
        Expression(limit.where.stack), Expression(limit.where.flavour),
        Expression(limit.where.subsystem), Expression(limit.where.owner),
        Expression(limit.where.path), Expression(limit.where.patch)}) {
    absl::StrAppend(&what, part, "\n");
  }
  absl::StrAppend(&what, limit.weighted);
  return what;
}

struct KnownBound {
  const PolicyLimit* limit;
  const LimitBound* bound;
};

// A warning at 10 beside an error at 20 is no contradiction; two errors are.
void CheckTwice(const KnownBound& known, const KnownBound& other,
                TextComplaints* complaints) {
  if (known.limit == other.limit) return;
  if (known.bound->comparison == other.bound->comparison &&
      known.limit->severity == other.limit->severity) {
    // The built-in ones come last, and nobody can leave them out.
    if (absl::StartsWith(other.limit->origin,
                         absl::StrCat(kBuiltinRules, ":"))) {
      complaints->Add(
          known.limit->origin,
          absl::StrCat("the built-in limit \"", other.limit->name,
                       "\" bounds the same already; leave this one "
                       "out, or call it \"",
                       other.limit->name, "\" to put it in that one's place"));
      return;
    }
    complaints->Add(other.bound->origin,
                    absl::StrCat("limit \"", known.limit->name, "\" at ",
                                 known.bound->origin,
                                 " bounds the same already; leave one out"));
    return;
  }
  const LimitBound* most = known.bound;
  const LimitBound* least = other.bound;
  if (most->comparison == Comparison::kAtLeast) std::swap(most, least);
  if (most->comparison == Comparison::kAtMost &&
      least->comparison == Comparison::kAtLeast && most->value < least->value) {
    complaints->Add(
        other.bound->origin,
        absl::StrCat("nothing is at most ", most->value, " and at least ",
                     least->value, ": this contradicts limit \"",
                     known.limit->name, "\" at ", known.bound->origin));
  }
}

}  // namespace

void CheckLimits(absl::Span<const PolicyLimit> limits,
                 absl::Span<const PolicyException> exceptions,
                 TextComplaints* complaints) {
  std::map<std::string, std::vector<KnownBound>> known;
  std::vector<std::string> names;
  for (const PolicyLimit& limit : limits) {
    names.push_back(limit.name);
    std::vector<KnownBound>& same = known[WhatIsMeasured(limit)];
    for (const LimitBound& bound : limit.bounds) {
      for (const KnownBound& other : same) {
        CheckTwice(other, {&limit, &bound}, complaints);
      }
      same.push_back({&limit, &bound});
    }
  }
  for (const PolicyException& exception : exceptions) {
    if (exception.limit.empty()) continue;
    bool found = false;
    for (const PolicyLimit& limit : limits) {
      if (limit.name != exception.limit) continue;
      found = true;
      if (!exception.selects_findings || limit.figure.empty()) continue;
      complaints->Add(
          exception.origin,
          absl::StrCat("limit \"", limit.name, "\" is about the figure ",
                       limit.figure,
                       ", which no exception of findings makes smaller; "
                       "except the limit itself, or limit the findings"));
    }
    if (!found) {
      complaints->Add(
          exception.origin,
          absl::StrCat("there is no limit \"", exception.limit, "\"",
                       DidYouMeanOrAll(exception.limit, names)));
    }
  }
}

}  // namespace patchgraph
