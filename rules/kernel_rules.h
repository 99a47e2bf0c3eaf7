// The text of kernel.textproto, built into the program.

#ifndef PATCHGRAPH_RULES_KERNEL_RULES_H_
#define PATCHGRAPH_RULES_KERNEL_RULES_H_

#include "absl/strings/string_view.h"

namespace patchgraph {

absl::string_view KernelRules();

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_KERNEL_RULES_H_
