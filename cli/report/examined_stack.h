// What a report finds out about one stack, part by part.

#ifndef PATCHGRAPH_CLI_REPORT_EXAMINED_STACK_H_
#define PATCHGRAPH_CLI_REPORT_EXAMINED_STACK_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/progress.h"
#include "engine/check/check.h"
#include "engine/check/cut.h"
#include "engine/forks/drift.h"
#include "engine/graph/stack_dependencies.h"
#include "engine/kbuild/driver_interface.h"
#include "engine/kbuild/lost_symbols.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/kbuild/suggest_guards.h"
#include "engine/model/stack.h"
#include "engine/report/drift/drift_report.h"
#include "engine/upstream/conflict_causes.h"
#include "engine/upstream/landed_patches.h"

namespace patchgraph {

// The parts that a report may be without.
enum class ReportPart {
  kLanded,
  kCauses,
  kGraph,
  kNeutral,
  kDrift,
  kFootprint,
  kForecast,
  kChanges,  // what would change the answer
};
constexpr int kReportParts = 8;

// "landed", "causes", "graph", "neutral", "drift", "footprint", "forecast",
// "changes": the names of --only and --leave-out.
absl::string_view Name(ReportPart part);

struct ReportQuestion {
  // Context lines that a hunk may leave out at either end.
  int fuzz = 0;
  // Symbols of the feature; empty: what each stack introduces.
  std::vector<std::string> off;
  std::set<ReportPart> left_out;
  // For the commands that a report names: the stacks as they were named, in
  // their order (those without go by their own names), and the options that
  // they were read with, ready for a shell, each after a space.
  std::vector<std::string> named;
  std::string options;

  bool Wants(ReportPart part) const { return left_out.count(part) == 0; }
};

// Patches taken out of a stack, and what became of its conflicts.
struct TriedCut {
  bool landed = false;  // they are those that the target has already
  std::vector<int> patches;
  Cut cut;
};

// Parts that could not be had are not set, and `left_out` says why.
struct ExaminedStack {
  const Stack* stack = nullptr;
  StackCheck check;
  absl::optional<PatchedStack> patched;

  bool history = false;  // base and target are commits of the repository
  absl::optional<std::vector<LandedPatch>> landed;
  // One for each conflict of the check on the target.
  absl::optional<std::vector<ExplainedConflict>> causes;
  absl::optional<StackDependencies> dependencies;
  std::vector<TriedCut> cuts;

  absl::optional<StackNeutrality> neutrality;
  std::vector<LostSymbol> lost;
  std::vector<InterfaceChange> driver_interface;
  std::vector<GuardedFile> guards;

  absl::optional<StackDrift> drift;
  PortedStack ported;

  // By part, so that each can be written by a thread of its own.
  std::string left_out[kReportParts];
};

// Fills in parts of a stack. Those that do not need each other may be asked for
// from several threads.
class StackExaminer {
 public:
  // All must outlive it. `inputs` have a target.
  StackExaminer(const CheckInputs& inputs, const ReportQuestion& question,
                Progress* progress)
      : inputs_(inputs), question_(question), progress_(progress) {}

  // `check` and `patched`, which all else needs.
  absl::Status Check(const Stack& stack, ExaminedStack* examined) const;

  void FindCauses(ExaminedStack* examined) const;
  void FindDrift(ExaminedStack* examined) const;
  void FindNeutral(ExaminedStack* examined) const;
  // Dependencies, what has landed, and what dropping patches does.
  void FindPatches(ExaminedStack* examined) const;

 private:
  void Say(const ExaminedStack& examined, absl::string_view what) const;
  absl::Status Port(ExaminedStack* examined) const;
  absl::Status MeasureFeature(ExaminedStack* examined) const;
  absl::Status TryCuts(ExaminedStack* examined) const;
  absl::Status TryCut(const std::vector<int>& patches, bool landed,
                      ExaminedStack* examined) const;

  const CheckInputs& inputs_;
  const ReportQuestion& question_;
  Progress* progress_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REPORT_EXAMINED_STACK_H_
