// From messages of rules to a Policy.

#ifndef PATCHGRAPH_RULES_POLICY_BUILDER_H_
#define PATCHGRAPH_RULES_POLICY_BUILDER_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "rules/policy.h"
#include "rules/rules.pb.h"
#include "rules/text_places.h"

namespace patchgraph {

// What the built-in rules are called in messages.
constexpr char kBuiltinRules[] = "kernel.textproto";

// Which kinds of rules to take of a message.
struct RuleSections {
  bool subsystems = true;
  bool owners = true;
  bool tags = true;
  bool weights = true;
  bool limits = true;
  bool examples = false;
};

// Adds the rules of one or two messages, in that order, and gathers what is
// wrong with them.
class PolicyBuilder {
 public:
  explicit PolicyBuilder(TextComplaints* complaints)
      : complaints_(*complaints) {}

  // The rules of a file, exceptions and examples too. A rule of a name that is
  // known already is a mistake.
  void AddFile(const Rules& rules, const TextPlaces& places);
  // The built-in ones behind them. One of a name that is known gives way.
  void AddBuiltin(const Rules& rules, const TextPlaces& places,
                  const RuleSections& sections);
  // What can be checked only when all rules are known. Call it last.
  void Check();

  // Right only where there are no complaints.
  Policy Take() { return std::move(policy_); }

 private:
  void AddSubsystems(const Rules& rules, const TextPlaces& places);
  void AddOwners(const Rules& rules, const TextPlaces& places);
  void AddPaths(const google::protobuf::Message& message, int path_field,
                const std::string& name, const TextPlaces& places,
                PathRules* into);
  void AddTags(const Rules& rules, const TextPlaces& places);
  void AddTag(const Tag& tag, const TextPlaces& places,
              const std::string& origin);
  void AddWeights(const Rules& rules, const TextPlaces& places);
  void AddLimits(const Rules& rules, const TextPlaces& places);
  void AddExceptions(const Rules& rules, const TextPlaces& places);
  void AddExamples(const Rules& rules, const TextPlaces& places);
  void CheckExample(const PolicyExample& example);
  void CheckGateExample(const PolicyExample& example);

  // Whether a rule of that name may be added.
  bool IsNew(std::map<std::string, std::string>* known, absl::string_view what,
             const std::string& name, const std::string& origin);
  // A weight that is given, or 1.
  double Weight(bool given, double weight, const std::string& origin);
  std::vector<RulePattern> Patterns(const google::protobuf::Message& message,
                                    int field, const TextPlaces& places,
                                    RulePattern::Case letters);

  TextComplaints& complaints_;
  Policy policy_;
  bool builtin_ = false;  // what is added now
  std::map<std::string, std::string> tag_origins_;
  std::map<std::string, std::string> limit_origins_;
};

// The limit that `message` says. Complains, and returns what there is, where
// something is wrong.
PolicyLimit BuildLimit(const Limit& message, const TextPlaces& places,
                       const std::string& origin, TextComplaints* complaints);

// The same of an exception.
PolicyException BuildException(const Exception& message,
                               const TextPlaces& places,
                               const std::string& origin,
                               TextComplaints* complaints);

// What limits say against each other, and exceptions of limits.
void CheckLimits(absl::Span<const PolicyLimit> limits,
                 absl::Span<const PolicyException> exceptions,
                 TextComplaints* complaints);

// That `day` is none, and how to write one.
std::string NoDay(absl::string_view day);

// "; did you mean `x`?", or all that there are.
std::string NearestFigure(absl::string_view name);
std::string NearestFinding(absl::string_view name);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_POLICY_BUILDER_H_
