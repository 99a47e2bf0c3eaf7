// A regular expression of a rule, ready to be asked.

#ifndef PATCHGRAPH_RULES_RULE_PATTERN_H_
#define PATCHGRAPH_RULES_RULE_PATTERN_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "re2/re2.h"

namespace patchgraph {

// RE2 on bytes: a "." is one of them, whatever the encoding. A value; may be
// asked from several threads at once.
class RulePattern {
 public:
  enum class Case { kMatters, kIgnored };

  // InvalidArgument says what is wrong with the expression, and where one can
  // guess what to write instead. `origin` is where it is written.
  static absl::StatusOr<RulePattern> Compile(const std::string& expression,
                                             std::string origin,
                                             Case letters = Case::kMatters);

  bool MatchesWhole(absl::string_view text) const;
  // What it matches first in `text`; nullopt if nothing.
  absl::optional<std::string> FindIn(absl::string_view text) const;

  // Whether `name` refers only to groups that there are: "\\1".
  absl::Status CheckName(const std::string& name) const;
  // `name` with what the groups matched; nullopt if it does not match the whole
  // of `text`.
  absl::optional<std::string> NameFor(absl::string_view text,
                                      const std::string& name) const;

  const std::string& origin() const { return origin_; }
  const std::string& expression() const { return compiled_->pattern(); }

 private:
  RulePattern(std::shared_ptr<const re2::RE2> compiled, std::string origin);

  std::shared_ptr<const re2::RE2> compiled_;
  std::string origin_;
};

// Names with patterns for whole paths: the first that fits is taken.
class PathRules {
 public:
  struct Hit {
    size_t rule = 0;  // its position
    std::string name;
  };

  // A rule behind those that there are. `name` has passed CheckName().
  void Add(RulePattern pattern, std::string name);

  absl::optional<Hit> Find(absl::string_view path) const;
  const RulePattern& pattern(size_t rule) const { return rules_[rule].pattern; }
  size_t size() const { return rules_.size(); }

 private:
  struct Rule {
    RulePattern pattern;
    std::string name;
  };

  std::vector<Rule> rules_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_RULE_PATTERN_H_
