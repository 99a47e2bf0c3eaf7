// The mails of a mailbox must print again to the byte, and what is decoded of
// them must be a patch by itself.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/source/diff_reader.h"
#include "engine/source/diff_writer.h"
#include "engine/source/mbox.h"

namespace patchgraph {
namespace {

void Check(absl::string_view text) {
  auto patches = ReadMbox(text, "in.mbox");
  if (!patches.ok()) return;
  std::string printed;
  for (Patch& patch : *patches) {
    absl::StrAppend(&printed, PrintPatch(patch));
    patch.encoded.clear();
    const std::string decoded = PrintPatch(patch);
    auto again = ReadDiff(decoded, "in.mbox", patch.name);
    if (!again.ok() || PrintPatch(*again) != decoded) std::abort();
  }
  if (printed != text) std::abort();
}

}  // namespace
}  // namespace patchgraph

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  patchgraph::Check(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
