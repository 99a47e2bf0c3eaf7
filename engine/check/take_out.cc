#include "engine/check/take_out.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/apply/apply_patch.h"
#include "engine/apply/compare_files.h"
#include "engine/model/overlay.h"
#include "engine/text/diff.h"

namespace patchgraph {
namespace {

using MaybeFile = absl::optional<FileState>;

bool Collide(const Edit& a, const Edit& b) {
  if (a.before().empty() && b.before().empty()) {
    return a.before_begin == b.before_begin;
  }
  return a.before_begin < b.before_end && b.before_begin < a.before_end;
}

// The text `with`, changed by the edits that lead to `laid` and by those edits
// that lead to `without` which do not collide with them. Edits that only touch
// go in both: a merge would be in doubt there, but here the sparse tree's
// author changed the lines next to the patch's, not the patch's.
std::string LayBoth(absl::string_view with, absl::string_view without,
                    absl::string_view laid) {
  struct Source {
    Edit edit;
    const Lines* text;
  };
  const Lines base(with);
  const Lines undone(without);
  const Lines sparse(laid);
  std::vector<Source> edits;
  for (const Edit& edit : Diff(base, sparse)) edits.push_back({edit, &sparse});
  const size_t own = edits.size();
  for (const Edit& edit : Diff(base, undone)) {
    const bool collides = std::any_of(
        edits.begin(), edits.begin() + static_cast<std::ptrdiff_t>(own),
        [&edit](const Source& other) { return Collide(edit, other.edit); });
    if (!collides) edits.push_back({edit, &undone});
  }
  std::sort(edits.begin(), edits.end(), [](const Source& a, const Source& b) {
    return std::make_pair(a.edit.before_begin, a.edit.before_end) <
           std::make_pair(b.edit.before_begin, b.edit.before_end);
  });
  std::string text;
  int done = 0;
  for (const Source& source : edits) {
    absl::StrAppend(&text, base.Range({done, source.edit.before_begin}),
                    source.text->Range(source.edit.after()));
    done = source.edit.before_end;
  }
  absl::StrAppend(&text, base.Range({done, base.size()}));
  return text;
}

// The sparse tree's file `laid`, made over `with`, as it would be over
// `without`; nullopt if it would not be there.
absl::StatusOr<MaybeFile> Rebuild(const MaybeFile& with,
                                  const MaybeFile& without,
                                  const FileState& laid) {
  if (with == without || !with.has_value()) return MaybeFile(laid);
  if (!without.has_value()) {
    return laid.blob == with->blob ? MaybeFile() : MaybeFile(laid);
  }
  for (const FileState* file : {&*with, &*without, &laid}) {
    const auto text = IsText(*file);
    if (!text.ok()) return text.status();
    if (!*text) return MaybeFile(laid);
  }
  const auto base = with->blob.Read();
  if (!base.ok()) return base.status();
  const auto undone = without->blob.Read();
  if (!undone.ok()) return undone.status();
  const auto sparse = laid.blob.Read();
  if (!sparse.ok()) return sparse.status();
  FileState rebuilt = laid;
  rebuilt.blob = Blob::FromBytes(LayBoth(**base, **undone, **sparse));
  return MaybeFile(rebuilt);
}

absl::StatusOr<Patch> RebuildSparse(const Patch& patch, const Tree& with,
                                    const Tree& without) {
  Patch rebuilt = patch;
  rebuilt.files.clear();
  for (const FileChange& change : patch.files) {
    const auto before_with = FindFile(with, change.new_path);
    if (!before_with.ok()) return before_with.status();
    const auto before_without = FindFile(without, change.new_path);
    if (!before_without.ok()) return before_without.status();
    auto file = Rebuild(*before_with, *before_without, *change.replacement);
    if (!file.ok()) return file.status();
    if (!file->has_value()) continue;
    rebuilt.files.push_back(change);
    rebuilt.files.back().replacement = *std::move(file);
  }
  return rebuilt;
}

}  // namespace

absl::StatusOr<Stack> TakeOut(const Stack& stack,
                              const PatchPositions& positions) {
  Stack less = stack;
  Overlay with(stack.base, stack.base->name());
  Overlay without(stack.base, stack.base->name());
  PatchApplier all(&with, /*max_fuzz=*/0);
  PatchApplier kept(&without, /*max_fuzz=*/0);
  for (size_t l = 0; l < stack.layers.size(); ++l) {
    const Series& layer = stack.layers[l];
    less.layers[l].patches.clear();
    for (size_t p = 0; p < layer.patches.size(); ++p) {
      Patch patch = layer.patches[p];
      const bool taken_out = positions.count({l, p}) > 0;
      if (patch.sparse && !taken_out) {
        auto rebuilt = RebuildSparse(patch, with, without);
        if (!rebuilt.ok()) return rebuilt.status();
        patch = *std::move(rebuilt);
      }
      const auto applied = all.Apply(layer.patches[p], layer.name);
      if (!applied.ok()) return applied.status();
      if (taken_out) continue;
      const auto applied_less = kept.Apply(patch, layer.name);
      if (!applied_less.ok()) return applied_less.status();
      less.layers[l].patches.push_back(std::move(patch));
    }
  }
  return less;
}

}  // namespace patchgraph
