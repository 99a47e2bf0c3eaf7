// The gate: a policy's limits held against a report's figures and findings.

#ifndef PATCHGRAPH_RULES_GATE_H_
#define PATCHGRAPH_RULES_GATE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/report/gate/gate.pb.h"
#include "engine/report/maintainability/figures.pb.h"
#include "rules/policy.h"

namespace patchgraph {

// One side of the comparison.
struct GateSide {
  std::string name;  // for people
  std::vector<Figure> figures;
  std::vector<Finding> findings;
};

// `day`, "2006-09-01", is what exceptions are looked up for. Of the result
// `version`, `title`, `onto` and `onto_id` are the caller's to set. Pure: the
// same arguments give the same message.
GateReport RunGate(const Policy& policy, const GateSide& now,
                   const absl::optional<GateSide>& baseline,
                   absl::string_view day);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_GATE_H_
