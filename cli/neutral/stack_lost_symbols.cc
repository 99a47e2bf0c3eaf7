#include "cli/neutral/stack_lost_symbols.h"

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_tree.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/symbol_replacements.h"

namespace patchgraph {

absl::StatusOr<std::vector<LostSymbol>> FindLostOfStack(
    const CheckInputs& inputs, const Stack& stack,
    const PatchedStack& patched) {
  const std::vector<StackCode> code = CodeOf(patched, NeutralAnswer());
  LostSymbolsQuestion question;
  question.stack = code;
  question.base = stack.base.get();
  question.target = inputs.onto.get();
  question.patch_of = [&](absl::string_view path, int line) {
    const std::vector<int> patches = patched.PatchesAt(path, {line - 1, line});
    return patches.empty() ? -1 : patches.back();
  };
  auto lost = FindLostSymbols(question);
  if (!lost.ok() || inputs.repository == nullptr) return lost;
  const auto base = CommitOf(*stack.base);
  const auto target = CommitOf(*inputs.onto);
  if (!base.has_value() || !target.has_value()) return lost;
  const absl::Status status =
      FindReplacements(*inputs.repository, base->id, target->id, &*lost);
  if (!status.ok()) return status;
  return lost;
}

}  // namespace patchgraph
