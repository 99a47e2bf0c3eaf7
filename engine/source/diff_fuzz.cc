// Whatever the diff reader takes, it must print again to the byte.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/source/binary_patch.h"
#include "engine/source/diff_reader.h"
#include "engine/source/diff_writer.h"
#include "engine/source/reverse_patch.h"
#include "engine/source/strip_level_finder.h"

namespace patchgraph {
namespace {

void Check(absl::string_view text) {
  auto patch = ReadDiff(text, "x.patch", "x.patch");
  if (!patch.ok()) return;
  if (PrintPatch(*patch) != text) std::abort();
  for (const FileChange& file : patch->files) {
    if (!file.binary.has_value() || !file.binary->forward.has_value()) continue;
    static_cast<void>(ApplyBinaryHunk(*file.binary->forward, text));
  }
  PrintPatch(Reverse(*patch));
  // Paths may be refused, but not what the text is.
  StripLevelFinder levels(nullptr);
  if (!levels.Settle(absl::nullopt, &*patch).ok()) return;
  if (PrintPatch(*patch) != text) std::abort();
}

}  // namespace
}  // namespace patchgraph

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  patchgraph::Check(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
