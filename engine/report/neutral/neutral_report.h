// Whether a stack is neutral, as a message and as text.

#ifndef PATCHGRAPH_ENGINE_REPORT_NEUTRAL_NEUTRAL_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_NEUTRAL_NEUTRAL_REPORT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/apply/patch_step.h"
#include "engine/kbuild/build_trees.h"
#include "engine/kbuild/driver_interface.h"
#include "engine/kbuild/lost_symbols.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/report/neutral/neutral.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// A stack and what is to be said of it. Owns nothing.
struct NeutralSubject {
  const std::string& name;
  const std::vector<PatchStep>& steps;
  const PatchedStack& stack;
  const StackNeutrality& neutrality;
  // Null where nothing was asked.
  const std::vector<LostSymbol>* lost = nullptr;
  const std::vector<InterfaceChange>* driver_interface = nullptr;
  const BuildComparison* build = nullptr;
  absl::string_view build_command = {};
};

void AddNeutralStack(const NeutralSubject& subject, NeutralReport* report);

// Whether no answer knows of a difference, and no build says anything new.
bool IsNeutral(const NeutralReport& report);

// The answer in a line, then breaks, where the feature cannot be turned off,
// and the files, those with most hunks that reach the build first; with
// `style.verbose` all of them, with the hunks and the patches these come from.
std::string RenderNeutralText(const NeutralReport& report,
                              const TextStyle& style);

// The warnings, at most a screenful, and how many more there are.
std::string RenderNeutralWarnings(const NeutralReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_NEUTRAL_NEUTRAL_REPORT_H_
