#include "engine/report/graph/graph_question.h"

namespace patchgraph {

absl::string_view Name(GraphQuestion question) {
  switch (question) {
    case GraphQuestion::kOverview:
      return "overview";
    case GraphQuestion::kNeeds:
      return "needs";
    case GraphQuestion::kNeededBy:
      return "needed-by";
    case GraphQuestion::kOrder:
      return "order";
    case GraphQuestion::kKeystones:
      return "keystones";
    case GraphQuestion::kIslands:
      return "islands";
    case GraphQuestion::kWhy:
      return "why";
    case GraphQuestion::kCut:
      return "cut";
  }
  return "overview";
}

DependencyKinds DefaultKinds(GraphQuestion question) {
  switch (question) {
    case GraphQuestion::kNeeds:
    case GraphQuestion::kNeededBy:
    case GraphQuestion::kWhy:
      return DependencyKinds::All();
    case GraphQuestion::kKeystones:
    case GraphQuestion::kCut:
      return DependencyKinds::ToApply();
    case GraphQuestion::kOverview:
    case GraphQuestion::kOrder:
    case GraphQuestion::kIslands:
      break;
  }
  return DependencyKinds::OfText();
}

}  // namespace patchgraph
