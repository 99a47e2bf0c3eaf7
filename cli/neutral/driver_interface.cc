#include "cli/neutral/driver_interface.h"

#include <map>
#include <string>
#include <utility>

#include "engine/forks/fork_names.h"

namespace patchgraph {
namespace {

absl::StatusOr<std::vector<StandIn>> FindStandIns(const PatchedStack& stack) {
  std::map<std::string, std::vector<StandIn>> by_mark;
  for (const StackedFile& file : stack.files()) {
    if (!file.is_new()) continue;
    for (NamedOriginal& original : OriginalsNamedBy(file.path)) {
      const auto there = FindFile(stack.base(), original.path);
      if (!there.ok()) return there.status();
      if (!there->has_value()) continue;
      by_mark[original.mark].push_back({file.path, std::move(original.path)});
      break;
    }
  }
  std::vector<StandIn> found;
  for (auto& [mark, pairs] : by_mark) {
    if (pairs.size() < 2) continue;
    for (StandIn& pair : pairs) found.push_back(std::move(pair));
  }
  return found;
}

}  // namespace

absl::StatusOr<std::vector<InterfaceChange>> FindInterfaceChanges(
    const PatchedStack& stack, const StackNeutrality& neutrality) {
  const auto stand_ins = FindStandIns(stack);
  if (!stand_ins.ok()) return stand_ins.status();
  const NeutralAnswer& any = neutrality.answers.front();
  const std::vector<StackCode> code = CodeOf(stack, any);
  DriverInterfaceQuestion question;
  question.stack = code;
  question.stand_ins = *stand_ins;
  question.base = &stack.base();
  question.off = any.settings;
  for (const std::string& name : neutrality.off) {
    question.on.Set(name, SymbolValue::kBuiltIn);
  }
  return CompareDriverInterface(question);
}

}  // namespace patchgraph
