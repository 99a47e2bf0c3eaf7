// The arguments of `patchgraph graph`.

#ifndef PATCHGRAPH_CLI_GRAPH_ARGUMENTS_H_
#define PATCHGRAPH_CLI_GRAPH_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/input_arguments.h"
#include "cli/streams.h"
#include "engine/graph/dependency.h"
#include "engine/report/graph/graph_question.h"

namespace patchgraph {

enum class GraphFormat { kText, kJson, kDot, kSvg };

struct GraphArguments {
  InputArguments input;
  GraphQuestion question = GraphQuestion::kOverview;
  // The patches that the question is about, as they were named. Of kWhy two.
  std::vector<std::string> patches;
  DependencyKinds kinds = DefaultKinds(GraphQuestion::kOverview);
  bool kinds_given = false;
  GraphFormat format = GraphFormat::kText;
  std::string output;  // empty: standard output
  std::string write;   // the folder that --needs writes the series to
  bool squash = false;
  bool fresh = false;  // nothing that is kept of earlier runs
  bool verbose = false;
  bool quiet = false;
};

// As ParseArguments() in arguments.h.
absl::optional<int> ParseGraphArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    GraphArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_ARGUMENTS_H_
