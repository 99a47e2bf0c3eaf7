// Reads any makefile and compares any two, and checks what must hold of it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/kbuild/makefile_compare.h"

namespace patchgraph {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckMakefiles(absl::string_view base, absl::string_view patched) {
  SymbolSettings settings;
  settings.Set("A", SymbolValue::kOff);
  settings.Set("B", SymbolValue::kModule);
  MakefileCompareOptions options;
  // A makefile may include itself.
  options.base_includes = [&](absl::string_view) {
    return absl::optional<std::string>(base);
  };
  options.patched_includes = [&](absl::string_view) {
    return absl::optional<std::string>(patched);
  };
  const FileNeutrality same = CompareMakefile("Makefile", base, base, settings);
  Require(same.answer != Neutrality::kChanged && same.edits.empty());
  const FileNeutrality there =
      CompareMakefile("Makefile", base, patched, settings, options);
  const FileNeutrality back =
      CompareMakefile("Makefile", patched, base, settings, options);
  Require((there.answer == Neutrality::kNeutral) ==
          (back.answer == Neutrality::kNeutral));
  for (const EditReach& edit : there.edits) {
    Require(!edit.reaches || there.answer != Neutrality::kNeutral);
  }
}

}  // namespace
}  // namespace patchgraph

// The two texts stand one after the other, with a byte 0xff between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t middle = input.find('\xff');
  patchgraph::CheckMakefiles(
      input.substr(0, middle),
      middle == absl::string_view::npos ? "" : input.substr(middle + 1));
  return 0;
}
