#include "engine/kbuild/unbuilt_files.h"

#include <tbb/parallel_for.h>

#include <atomic>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// A source that may not be built, and what an #include of it ends in.
struct UnbuiltSource {
  std::string path;
  std::string quoted;
  std::atomic<bool> is_included{false};
};

bool IsSource(absl::string_view path) {
  return IsCode(path) && !absl::EndsWith(path, ".h") &&
         !absl::EndsWith(path, ".lds") && !absl::EndsWith(path, ".lds.S");
}

}  // namespace

absl::StatusOr<std::set<std::string>> FindUnbuiltFiles(
    const PatchedStack& stack, const BuiltFiles& patched,
    const SymbolSettings& settings) {
  std::set<std::string> unbuilt;
  const auto base = FindBuiltFiles(stack.base(), settings);
  if (!base.ok()) return base.status();
  std::vector<std::unique_ptr<UnbuiltSource>> sources;
  for (const StackedFile& file : stack.files()) {
    if (file.is_new() || !IsSource(file.path) ||
        patched.Of(file.path) != Building::kNever ||
        base->Of(file.path) != Building::kNever) {
      continue;
    }
    auto source = std::make_unique<UnbuiltSource>();
    source->path = file.path;
    source->quoted = std::string(BaseName(file.path));
    sources.push_back(std::move(source));
  }
  if (sources.empty()) return unbuilt;
  std::vector<std::string> built;
  for (const auto& [path, line] : patched.files()) {
    if (path.back() != '/') built.push_back(path);
  }
  tbb::parallel_for(std::size_t{0}, built.size(), [&](std::size_t i) {
    const auto file = FindFile(stack.patched(), built[i]);
    if (!file.ok() || !file->has_value() || !IsPlainFile((*file)->mode)) return;
    const auto bytes = (*file)->blob.Read();
    if (!bytes.ok()) return;
    for (const auto& source : sources) {
      for (const char quote : {'"', '>'}) {
        if (absl::StrContains(
                **bytes, absl::StrCat(source->quoted, std::string(1, quote)))) {
          source->is_included = true;
        }
      }
    }
  });
  for (const auto& source : sources) {
    if (!source->is_included) unbuilt.insert(source->path);
  }
  return unbuilt;
}

}  // namespace patchgraph
