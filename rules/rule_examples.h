// The examples that are kept beside the rules, held against them.

#ifndef PATCHGRAPH_RULES_RULE_EXAMPLES_H_
#define PATCHGRAPH_RULES_RULE_EXAMPLES_H_

#include <string>
#include <vector>

#include "rules/policy.h"

namespace patchgraph {

struct ExampleResult {
  std::string origin;
  std::string what;  // "path mm/slab.c"
  // What the rules say otherwise, a sentence each; empty: as it should be.
  std::vector<std::string> wrong;
};

// In the order of the file.
std::vector<ExampleResult> TryExamples(const Policy& policy);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_RULE_EXAMPLES_H_
