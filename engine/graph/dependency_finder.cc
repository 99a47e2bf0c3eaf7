#include "engine/graph/dependency_finder.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/apply/apply_patch.h"
#include "engine/graph/file_history.h"
#include "engine/graph/symbol_uses.h"
#include "engine/model/overlay.h"

namespace patchgraph {
namespace {

bool Before(const Dependency& a, const Dependency& b) {
  return std::tie(a.hunk, a.needs, a.reason) <
         std::tie(b.hunk, b.needs, b.reason);
}

// Whether it has no part in the graph.
bool HasNoPart(Verdict verdict) {
  return IsLeftOut(verdict) || verdict == Verdict::kUpstream;
}

class Finder {
 public:
  explicit Finder(const FindDependenciesOptions& options) : options_(options) {}

  absl::Status Add(const Patch& patch, const PatchStep& step) {
    const int number = static_cast<int>(found_.patches.size());
    found_.patches.push_back(Describe(patch, step));
    std::vector<Dependency>& all = found_.dependencies;
    const auto first = static_cast<std::ptrdiff_t>(all.size());
    for (size_t f = 0; f < step.files.size(); ++f) {
      const HunkKey key = {number, static_cast<int>(f), -1};
      NoteLeftOut(step.files[f], key);
      history_.Add(step.files[f], key, &all);
    }
    if (options_.judgement) {
      auto uses = uses_.Add(step, number);
      if (!uses.ok()) return uses.status();
      std::move(uses->begin(), uses->end(), std::back_inserter(all));
    }
    std::sort(all.begin() + first, all.end(), Before);
    return absl::OkStatus();
  }

  StackDependencies Take() { return std::move(found_); }

 private:
  static GraphPatch Describe(const Patch& patch, const PatchStep& step) {
    GraphPatch described;
    described.name = step.name;
    described.layer = step.layer;
    described.subject = step.subject;
    described.source = patch.source;
    described.sparse = step.sparse;
    described.verdict = step.verdict;
    described.files.reserve(step.files.size());
    for (const FileStep& file : step.files) {
      const bool deleted = file.kind == FileChange::Kind::kDelete;
      described.files.push_back({deleted ? file.old_path : file.new_path,
                                 static_cast<int>(file.hunks.size())});
    }
    return described;
  }

  void NoteLeftOut(const FileStep& file, const HunkKey& key) {
    if (file.hunks.empty() || !file.message.empty()) {
      if (HasNoPart(file.verdict)) {
        found_.left_out.push_back({key, file.new_path, file.message});
      }
      return;
    }
    for (size_t h = 0; h < file.hunks.size(); ++h) {
      const HunkStep& hunk = file.hunks[h];
      if (!HasNoPart(hunk.verdict)) continue;
      found_.left_out.push_back({{key.patch, key.file, static_cast<int>(h)},
                                 file.new_path,
                                 hunk.message});
    }
  }

  FindDependenciesOptions options_;
  StackDependencies found_;
  FileHistory history_;
  SymbolUses uses_;
};

}  // namespace

absl::StatusOr<StackDependencies> FindDependencies(
    const Stack& stack, const FindDependenciesOptions& options,
    absl::FunctionRef<void(int patches)> progress) {
  Overlay patched(stack.base, stack.base->name());
  PatchApplier applier(&patched, options.fuzz);
  Finder finder(options);
  int done = 0;
  for (const Series& layer : stack.layers) {
    for (const Patch& patch : layer.patches) {
      const auto step = applier.Apply(patch, layer.name);
      if (!step.ok()) return step.status();
      const absl::Status added = finder.Add(patch, *step);
      if (!added.ok()) return added;
      progress(++done);
    }
  }
  StackDependencies found = finder.Take();
  found.stack = stack.name;
  found.base = stack.base->name();
  const absl::Status no_cycle = CheckNoCycle(found);
  if (!no_cycle.ok()) return no_cycle;
  return found;
}

}  // namespace patchgraph
