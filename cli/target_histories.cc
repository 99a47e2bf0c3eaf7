#include "cli/target_histories.h"

#include <string>
#include <utility>

#include "absl/types/optional.h"
#include "engine/git/git_tree.h"
#include "engine/upstream/side_histories.h"

namespace patchgraph {
namespace {

// The id of the file at `path`, if that is its text.
absl::optional<ObjectId> FileOfText(const Tree& tree, const std::string& path,
                                    absl::string_view text) {
  const auto file = FindFile(tree, path);
  if (!file.ok() || !file->has_value()) return absl::nullopt;
  const auto bytes = (*file)->blob.Read();
  if (!bytes.ok() || **bytes != text) return absl::nullopt;
  return HashBlob(text);
}

}  // namespace

HistoriesOf TargetHistories(std::shared_ptr<const GitRepository> repository,
                            std::shared_ptr<const Tree> base,
                            std::shared_ptr<const Tree> onto) {
  if (repository == nullptr || onto == nullptr) return nullptr;
  const auto from = CommitOf(*base);
  const auto to = CommitOf(*onto);
  if (!from.has_value() || !to.has_value()) return nullptr;
  return [repository = std::move(repository), base = std::move(base),
          onto = std::move(onto), from = from->id, to = to->id](
             const std::string& path, const FileMerge& merge) -> FileHistories {
    const auto blob = FileOfText(*base, path, merge.base.text());
    if (!blob.has_value() ||
        !FileOfText(*onto, path, merge.ours.text()).has_value()) {
      return {};
    }
    auto histories =
        ReadSideHistories(*repository, {to, path}, {from, path}, *blob);
    if (!histories.ok() || !histories->theirs.empty() ||
        histories->ours.empty() ||
        *histories->ours.back().text != merge.ours.text()) {
      return {};
    }
    return *std::move(histories);
  };
}

}  // namespace patchgraph
