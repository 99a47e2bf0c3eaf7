#include "engine/kbuild/stack_names.h"

#include <algorithm>
#include <cstddef>

#include "engine/kbuild/code_declarations.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/declaration_kind.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/model/repo_path.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// By line: whether the stack wrote it.
std::vector<bool> WrittenLines(const StackCode& file) {
  const Lines patched(*file.patched);
  std::vector<bool> written(patched.size(), !file.base.has_value());
  if (!file.base.has_value()) return written;
  for (const Edit& edit : Diff(Lines(*file.base), patched)) {
    std::fill(written.begin() + edit.after_begin,
              written.begin() + edit.after_end, true);
  }
  return written;
}

// Names that are parameters of an assembler's macro where they are used.
absl::flat_hash_set<const char*> MacroArguments(const SurvivingCode& code) {
  absl::flat_hash_set<const char*> arguments;
  for (std::size_t i = 1; i < code.tokens.size(); ++i) {
    if (code.tokens[i - 1].text == "\\") {
      arguments.insert(code.tokens[i].text.data());
    }
  }
  return arguments;
}

}  // namespace

StackNames::StackNames(absl::Span<const StackCode> stack) {
  for (const StackCode& file : stack) ReadFile(file);
  for (auto& [key, name] : names_) {
    if (!name.uses.empty()) words_.insert(key.second);
  }
}

void StackNames::ReadFile(const StackCode& file) {
  if (!file.patched.has_value() || !IsCode(file.path)) return;
  ConditionTable table;
  const SurvivingCode code =
      ReadSurvivingCode(file.path, *file.patched, SymbolSettings(), &table);
  const CodeDeclarations names = ReadCodeDeclarations(file.path, code);
  const std::vector<bool> written = WrittenLines(file);
  const auto is_written = [&](int line) {
    return line < static_cast<int>(written.size()) && written[line];
  };
  folders_.insert(std::string(ParentDirectory(file.path)));
  const std::string architecture = PathArchitecture(file.path);
  if (!architecture.empty()) architectures_.insert(architecture);
  const DeclarationKinds kinds(code);
  absl::flat_hash_set<absl::string_view> local;
  for (const CodeName& name : names.declared) {
    if (name.is_local) {
      local.insert(name.name);
    } else if (is_written(name.line) && !kinds.IsOnlyDeclared(name)) {
      names_[{name.space, std::string(name.name)}].is_defined = true;
    }
  }
  const auto arguments = MacroArguments(code);
  for (const CodeName& use : names.used) {
    if (!is_written(use.line) || arguments.contains(use.name.data())) continue;
    if (use.space == NameSpace::kOrdinary && local.contains(use.name)) continue;
    std::vector<SymbolUse>& uses =
        names_[{use.space, std::string(use.name)}].uses;
    if (!uses.empty() && uses.back().path == file.path &&
        uses.back().line == use.line + 1) {
      continue;
    }
    SymbolUse found;
    found.path = file.path;
    found.line = use.line + 1;
    uses.push_back(std::move(found));
  }
}

const StackNames::Name* StackNames::UsesOf(const SymbolKey& name) const {
  const auto found = names_.find(name);
  return found == names_.end() || found->second.uses.empty() ? nullptr
                                                             : &found->second;
}

bool StackNames::SeesArchitecture(absl::string_view architecture) const {
  if (architectures_.empty()) return true;
  return std::any_of(architectures_.begin(), architectures_.end(),
                     [&](const std::string& known) {
                       return ArchitecturesMeet(known, architecture);
                     });
}

}  // namespace patchgraph
