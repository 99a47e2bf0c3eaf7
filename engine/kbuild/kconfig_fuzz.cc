// Reads any bytes as Kconfig files of two trees, compares them, and checks what
// must hold of every answer.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/kbuild/kconfig_features.h"
#include "engine/kbuild/kconfig_neutrality.h"
#include "engine/kbuild/kconfig_settings.h"
#include "engine/kbuild/kconfig_test_trees.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckLines(const KconfigFile& file, int lines) {
  for (const KconfigItem& item : file.items) {
    Require(0 <= item.lines.begin && item.lines.begin < item.lines.end &&
            item.lines.end <= lines && item.end_line < lines);
    for (const KconfigProperty& property : item.properties) {
      Require(item.lines.begin <= property.lines.begin &&
              property.lines.begin < property.lines.end &&
              property.lines.end <= lines);
    }
  }
  for (const KbuildWarning& warning : file.warnings) {
    Require(0 < warning.line && warning.line <= lines && !warning.text.empty());
  }
}

KconfigComparison Compared(const Tree& base, const Tree& patched,
                           const SymbolSettings& settings) {
  auto trees = KconfigTrees::Read(base, patched);
  Require(trees.ok());
  for (const KconfigModel& model : (*trees)->patched()) {
    const KconfigConfiguration configuration =
        Configure(model, SymbolSettings(), (*trees)->expressions());
    Require(configuration.open.size() <= model.symbols().size());
  }
  FindFeatureSymbols(trees->get(), {"A"});
  SettingsWithout(trees->get(), {"A"});
  auto comparison = CompareKconfig(trees->get(), settings, {});
  Require(comparison.ok());
  return *std::move(comparison);
}

// Both texts are the root of an architecture, and what it may source.
void CheckBoth(absl::string_view before, absl::string_view after) {
  KconfigExpressions expressions;
  CheckLines(ReadKconfigFile("Kconfig", after, &expressions),
             Lines(after).size());
  ReadKconfigConfig(".config", after);
  const Overlay base =
      KconfigTestTree({{"arch/a/Kconfig", before}, {"k", before}});
  const Overlay patched =
      KconfigTestTree({{"arch/a/Kconfig", after}, {"k", before}});
  SymbolSettings settings;
  settings.Set("A", SymbolValue::kOff);
  Require(Compared(base, base, settings).differences.empty());
  for (const auto& [path, file] : Compared(base, patched, settings).files) {
    bool reaches = false;
    for (const EditReach& reach : file.edits) reaches |= reach.reaches;
    Require(file.answer != Neutrality::kNeutral || !reaches);
  }
}

}  // namespace
}  // namespace patchgraph

// The texts stand one after the other, with a byte 0xff between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t middle = input.find('\xff');
  patchgraph::CheckBoth(input.substr(0, middle),
                        middle == absl::string_view::npos
                            ? absl::string_view()
                            : input.substr(middle + 1));
  return 0;
}
