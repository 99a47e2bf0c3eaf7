// Reads any text as code and checks what must hold of what survives.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "engine/kbuild/code_declarations.h"
#include "engine/kbuild/compare_code.h"
#include "engine/kbuild/surviving_code.h"

namespace patchgraph {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckReading(absl::string_view path, absl::string_view text,
                  const SymbolSettings& settings) {
  ConditionTable table;
  const SurvivingCode code = ReadSurvivingCode(path, text, settings, &table);
  const int lines = static_cast<int>(code.line_conditions.size());
  Require(code.line_branches.size() == code.line_conditions.size());
  int line = 0;
  for (const SurvivingToken& token : code.tokens) {
    Require(token.line >= line && token.line < lines);
    Require(token.condition != Condition::kNever);
    line = token.line;
  }
  for (std::size_t i = 0; i < code.branches.size(); ++i) {
    const CodeBranch& branch = code.branches[i];
    Require(branch.line <= branch.end_line && branch.end_line <= lines);
    Require(branch.parent < static_cast<int>(i));
    Require(branch.first <= static_cast<int>(i));
  }
  for (const CodeName& name : ReadCodeDeclarations(path, code).declared) {
    Require(!name.name.empty() && name.line < lines);
  }
}

}  // namespace
}  // namespace patchgraph

// A base and a patched text, with a byte 0xff between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using patchgraph::Neutrality;
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = input.find('\xff');
  const absl::string_view base = input.substr(0, cut);
  const absl::string_view patched = cut == absl::string_view::npos
                                        ? absl::string_view()
                                        : input.substr(cut + 1);
  patchgraph::SymbolSettings settings;
  settings.Set("A", patchgraph::SymbolValue::kOff);
  settings.Set("B", patchgraph::SymbolValue::kModule);
  for (const absl::string_view path : {"a.c", "arch/i386/a.S"}) {
    patchgraph::CheckReading(path, base, settings);
    patchgraph::CheckReading(path, patched, settings);
    patchgraph::CompareCode(path, base, patched, settings);
    const auto same = patchgraph::CompareCode(path, base, base, settings);
    patchgraph::Require(same.answer == Neutrality::kNeutral &&
                        same.edits.empty());
  }
  return 0;
}
