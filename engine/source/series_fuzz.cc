// The lists of series. What comes out of a list must name places in its folder
// only, and give the same entries when it is written and read again.
// Mercurial's changesets must print again to the byte.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/model/repo_path.h"
#include "engine/source/diff_writer.h"
#include "engine/source/dpatch.h"
#include "engine/source/mercurial_export.h"
#include "engine/source/patch_directory.h"
#include "engine/source/quilt.h"

namespace patchgraph {
namespace {

void CheckQuilt(absl::string_view text) {
  auto entries = ParseQuiltSeries(text, "series");
  if (!entries.ok()) return;
  std::string printed;
  int line = 0;
  for (QuiltEntry& entry : *entries) {
    if (!CheckRepoPath(entry.patch).ok()) std::abort();
    absl::StrAppend(&printed, entry.patch, " -p", entry.strip,
                    entry.reversed ? " -R\n" : "\n");
    entry.line = ++line;
  }
  auto again = ParseQuiltSeries(printed, "series");
  if (!again.ok() || *again != *entries) std::abort();
}

void CheckDpatch(absl::string_view text) {
  auto entries = ParseDpatchList(text, "00list");
  if (!entries.ok()) return;
  for (const DpatchEntry& entry : *entries) {
    if (!CheckRepoPath(entry.patch).ok()) std::abort();
    IsPatchName(entry.patch);
  }
}

void CheckMercurial(absl::string_view text) {
  auto patches = ReadMercurialExport(text, "in.hg");
  if (!patches.ok()) return;
  std::string printed;
  for (const Patch& patch : *patches) {
    absl::StrAppend(&printed, PrintPatch(patch));
  }
  if (printed != text) std::abort();
}

}  // namespace
}  // namespace patchgraph

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  patchgraph::CheckQuilt(text);
  patchgraph::CheckDpatch(text);
  patchgraph::CheckMercurial(text);
  return 0;
}
