// A name for all that a report is made from.

#ifndef PATCHGRAPH_CLI_GATE_INPUTS_KEY_H_
#define PATCHGRAPH_CLI_GATE_INPUTS_KEY_H_

#include <string>

#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/report/examined_stack.h"

namespace patchgraph {

// 40 hexadecimal digits that two questions share only if MakeReport answers
// both alike: the patches' content, the ids of base and target, the flavours,
// the question and the program's version. Rules are left out: what is kept
// under the key is judged anew; and so are resolutions that are remembered,
// which no limit asks for. nullopt where a tree has no id that says its
// content (a folder, an archive), or a patch cannot be read.
absl::optional<std::string> InputsKey(const CheckInputs& inputs,
                                      const ReportQuestion& question);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GATE_INPUTS_KEY_H_
