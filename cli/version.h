// Which patchgraph this is.

#ifndef PATCHGRAPH_CLI_VERSION_H_
#define PATCHGRAPH_CLI_VERSION_H_

namespace patchgraph {

constexpr char kPatchgraphVersion[] = "0.1";

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_VERSION_H_
