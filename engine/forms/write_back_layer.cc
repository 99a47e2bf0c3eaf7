#include "engine/forms/write_back_layer.h"

#include <fstream>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// The path below the folder that a sparse tree is laid under; empty if it is
// not there.
std::string Below(absl::string_view at, absl::string_view path) {
  while (absl::ConsumeSuffix(&at, "/")) {
  }
  if (at.empty()) return std::string(path);
  if (!absl::ConsumePrefix(&path, absl::StrCat(at, "/"))) return std::string();
  return std::string(path);
}

}  // namespace

std::vector<LayerMove> LayersOf(const Stack& stack, const WholeMove& move) {
  std::vector<LayerMove> layers;
  size_t next = 0;
  for (const Series& series : stack.layers) {
    LayerMove layer;
    layer.series = &series;
    for (const Patch& patch : series.patches) {
      MovedPart part;
      part.given = &patch;
      part.picked = &move.picked.patches[next];
      part.reason = move.summary[next].reason;
      ++next;
      const PickedPatch& picked = *part.picked;
      if (picked.written >= 0) {
        part.written = &move.picked.series.patches[picked.written];
      }
      part.keeps_bytes =
          !patch.sparse &&
          (picked.as == PickedAs::kOriginal ||
           (picked.as == PickedAs::kOtherLines && !picked.ambiguous));
      layer.parts.push_back(std::move(part));
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

absl::StatusOr<std::string> ReadFileBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)),
                    std::istreambuf_iterator<char>());
  if (!file) {
    return absl::UnavailableError(absl::StrCat("cannot read ", path));
  }
  return bytes;
}

absl::StatusOr<std::string> ReadAsRead(const std::string& path,
                                       absl::string_view text) {
  auto bytes = ReadFileBytes(path);
  if (!bytes.ok() || *bytes == text) return bytes;
  return absl::FailedPreconditionError(
      absl::StrCat(path, " has to be rewritten, and is compressed or has ",
                   "changed since it was read"));
}

absl::Status PlanSparseTree(const LayerMove& layer, FileSwap* swap) {
  const Series& series = *layer.series;
  const MovedPart& part = layer.parts.front();
  std::map<std::string, FileState> wanted;  // by path in the folder
  for (const FileVersions& file : part.picked->files) {
    if (!file.after.has_value() || file.old_path != file.new_path) {
      return absl::FailedPreconditionError(
          absl::StrCat(series.name, ": a sparse tree cannot say that ",
                       file.old_path, " goes away; write another form (--as)"));
    }
    const std::string path = Below(series.at, file.new_path);
    if (path.empty()) {
      return absl::FailedPreconditionError(absl::StrCat(
          series.name, ": ", file.new_path, " is not below ", series.at,
          ", where this sparse tree is laid; write another form (--as)"));
    }
    if (file.after->mode == FileMode::kSubmodule) {
      return absl::FailedPreconditionError(
          absl::StrCat(series.name, ": ", file.new_path,
                       " is a submodule, which no sparse tree can hold"));
    }
    wanted[path] = *file.after;
  }
  // What goes makes room for what comes.
  for (const FileChange& change : part.given->files) {
    const std::string path = Below(series.at, change.new_path);
    const auto stays = wanted.find(path);
    if (stays == wanted.end()) {
      swap->Remove(JoinPath(series.place, path), series.place);
    } else if (change.replacement == stays->second) {
      wanted.erase(stays);
    }
  }
  for (const auto& [path, file] : wanted) {
    const auto bytes = file.blob.Read();
    if (!bytes.ok()) return bytes.status();
    swap->Write(JoinPath(series.place, path), **bytes, file.mode);
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
