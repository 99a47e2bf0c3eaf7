// A project's rules, ready to be asked: what a path, a hunk, a message or a
// symbol is, what it weighs, and what the gate lets pass.

#ifndef PATCHGRAPH_RULES_POLICY_H_
#define PATCHGRAPH_RULES_POLICY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/report/maintainability/figures.pb.h"
#include "rules/limit.h"
#include "rules/rule_pattern.h"
#include "rules/rules.pb.h"
#include "rules/text_places.h"

namespace patchgraph {

// What is asked about. Bytes of any encoding; what is not given is empty.
struct Subject {
  std::string path;
  std::vector<std::string> lines;  // of a hunk, without + and -
  std::string message;
  std::vector<std::string> symbols;
};

// Why a rule says something of a subject.
struct RuleHit {
  std::string rule;    // "tag \"build\""
  std::string origin;  // "rules.textproto:12:3", of the pattern
  std::string part;    // "path", "hunk", "message" or "symbol"
  std::string match;   // what the pattern matched of it
};

// A value; may be asked from several threads at once.
class Policy {
 public:
  // Rules in the text format of rules.proto. `file_name` is for messages:
  // InvalidArgument has a line for each complaint, "file:line:column: what is
  // wrong and what to write instead".
  static absl::StatusOr<Policy> Parse(absl::string_view text,
                                      absl::string_view file_name);
  // Those of a message inside another file; `places` knows where it is written.
  static absl::StatusOr<Policy> FromMessage(const Rules& rules,
                                            const TextPlaces& places);
  // The built-in rules, kernel.textproto.
  static absl::StatusOr<Policy> Kernel();

  // "other" for a path that no rule knows.
  std::string SubsystemOf(absl::string_view path) const;
  // Empty if nobody looks after it.
  std::string OwnerOf(absl::string_view path) const;
  // The names of all tags that fit, in the order of the rules.
  std::vector<std::string> TagsOf(const Subject& subject) const;
  // The same with the reasons: the subsystem, the owner, and every tag.
  std::vector<RuleHit> HitsOf(const Subject& subject) const;

  // The weights of the subsystem and of all tags, multiplied: 1 where no rule
  // has one.
  double WeightOf(const Subject& subject) const;
  double WeightOf(absl::string_view path) const;
  // That, with the finding's path, sentence and symbols, times what its kind
  // weighs.
  double WeightOf(const Finding& finding) const;

  absl::Span<const PolicyLimit> limits() const { return limits_; }
  absl::Span<const PolicyException> exceptions() const { return exceptions_; }
  absl::Span<const PolicyExample> examples() const { return examples_; }
  // The file that the limits are from; empty: they are built in.
  const std::string& file() const { return file_; }

 private:
  friend class PolicyBuilder;

  struct PolicyTag {
    std::string name;
    std::vector<RulePattern> paths;
    std::vector<RulePattern> lines;
    std::vector<RulePattern> messages;
    std::vector<RulePattern> symbols;
    double weight = 1;
  };
  absl::optional<RuleHit> HitOf(const PolicyTag& tag,
                                const Subject& subject) const;

  PathRules subsystems_;
  std::vector<double> subsystem_weights_;  // of each of its rules
  PathRules owners_;
  std::vector<PolicyTag> tags_;
  std::vector<FindingWeight> weights_;
  std::vector<PolicyLimit> limits_;
  std::vector<PolicyException> exceptions_;
  std::vector<PolicyExample> examples_;
  std::string file_;
};

// What a policy sees of a finding.
Subject SubjectOf(const Finding& finding);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_POLICY_H_
