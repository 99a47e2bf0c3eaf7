// Which part of a kernel a path belongs to.

#ifndef PATCHGRAPH_RULES_PATH_RULES_H_
#define PATCHGRAPH_RULES_PATH_RULES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "re2/re2.h"

namespace patchgraph {

// The rules of a file, ready to be asked. A value; may be used from several
// threads at once.
class PathRules {
 public:
  // Rules in the text format of rules.proto. `file_name` is for messages:
  // InvalidArgument names file, line and column of a syntax error, of a field
  // that there is not, of a pattern that is none, and of a name that refers to
  // a group its pattern has not.
  static absl::StatusOr<PathRules> Parse(absl::string_view text,
                                         absl::string_view file_name);
  // The built-in rules, kernel.textproto.
  static absl::StatusOr<PathRules> Kernel();

  // "other" for a path that no rule knows.
  std::string SubsystemOf(absl::string_view path) const;

 private:
  struct Rule {
    std::shared_ptr<const re2::RE2> pattern;
    std::string name;
  };

  std::vector<Rule> rules_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_PATH_RULES_H_
