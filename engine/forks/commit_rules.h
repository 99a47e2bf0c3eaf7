// What the message of a commit says it is for.

#ifndef PATCHGRAPH_ENGINE_FORKS_COMMIT_RULES_H_
#define PATCHGRAPH_ENGINE_FORKS_COMMIT_RULES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace re2 {
class RE2;
}

namespace patchgraph {

// A commit whose message has a match of `pattern`, an RE2 that does not tell
// upper from lower case, gets `flag`.
struct CommitRule {
  std::string flag;
  std::string pattern;
};

class CommitRules {
 public:
  // "security" and "fix": docs/drift.md lists their patterns.
  static const CommitRules& Default();
  // These rules beside the default ones. InvalidArgument for a pattern that is
  // none, or a flag without a name.
  static absl::StatusOr<CommitRules> WithMore(
      absl::Span<const CommitRule> more);

  // Each flag once, "security" before "fix" before those that were added. What
  // a message says of typing errors, comments and white space that it fixes
  // does not count.
  std::vector<std::string> FlagsOf(absl::string_view message) const;

 private:
  struct Rule {
    std::string flag;
    std::shared_ptr<const re2::RE2> pattern;
  };

  absl::Status Add(const CommitRule& rule);

  std::vector<Rule> rules_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_COMMIT_RULES_H_
