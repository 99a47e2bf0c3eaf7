// `patchgraph rules`: which rule says what, and whether the rules say what they
// should.

#ifndef PATCHGRAPH_CLI_RULES_RULES_H_
#define PATCHGRAPH_CLI_RULES_RULES_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

int RunRules(const std::vector<std::string>& arguments,
             const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RULES_RULES_H_
