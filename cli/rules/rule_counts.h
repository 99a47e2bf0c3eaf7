// What each rule hits on a stack.

#ifndef PATCHGRAPH_CLI_RULES_RULE_COUNTS_H_
#define PATCHGRAPH_CLI_RULES_RULE_COUNTS_H_

#include <map>
#include <set>
#include <string>

#include "engine/model/stack.h"
#include "rules/policy.h"

namespace patchgraph {

struct RuleCount {
  std::string origin;  // of the first pattern that hit
  std::set<std::string> files;
  int hunks = 0;
  int messages = 0;
  std::set<std::string> symbols;
};

// By rule, "tag \"build\"". Of a patch its paths, its message, and the lines
// that its hunks add or take away, with the names in them; of whole files
// without hunks, as in a sparse tree, the paths alone.
std::map<std::string, RuleCount> CountRules(const Policy& policy,
                                            const Stack& stack);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RULES_RULE_COUNTS_H_
