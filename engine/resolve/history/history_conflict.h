// For tests: a conflict with the history of both sides.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_HISTORY_CONFLICT_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_HISTORY_CONFLICT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"
#include "engine/text/merge.h"

namespace patchgraph {

struct TestCommit {
  std::string subject;
  std::string text;  // of the whole file
};

// Keeps all that a Conflict refers to. The last commit of each side is the
// side.
class HistoryConflict {
 public:
  HistoryConflict(std::string base, const std::vector<TestCommit>& ours,
                  const std::vector<TestCommit>& theirs)
      : base_(std::move(base)) {
    histories_.ours = VersionsOf(ours);
    histories_.theirs = VersionsOf(theirs);
    merge_ = Merge(base_, *histories_.ours.back().text,
                   *histories_.theirs.back().text);
  }
  HistoryConflict(const HistoryConflict&) = delete;
  HistoryConflict& operator=(const HistoryConflict&) = delete;

  FileHistories* histories() { return &histories_; }
  const FileMerge& merge() const { return merge_; }

  // Of the first conflict in the file. One without a conflict gives nothing.
  std::vector<Suggestion> AskedOf(const Resolver& resolver) const {
    for (size_t i = 0; i < merge_.met.size(); ++i) {
      const MergeRegion& region = merge_.met[i];
      if (region.kind != MergeRegion::kConflict) continue;
      Conflict conflict;
      conflict.path = "mm/pool.c";
      conflict.base = merge_.base.Range(region.base);
      conflict.ours = merge_.ours.Range(region.ours);
      conflict.theirs = merge_.theirs.Range(region.theirs);
      conflict.merge = &merge_;
      conflict.region = static_cast<int>(i);
      conflict.histories = &histories_;
      return resolver.Resolve(conflict);
    }
    return {};
  }
  // What the resolver suggests first, "TEXT [KIND]"; empty for nothing.
  std::string First(const Resolver& resolver) const {
    const std::vector<Suggestion> all = AskedOf(resolver);
    return all.empty() ? "" : all[0].text + "[" + all[0].kind + "]";
  }

 private:
  static std::vector<FileVersion> VersionsOf(
      const std::vector<TestCommit>& commits) {
    std::vector<FileVersion> versions;
    for (const TestCommit& commit : commits) {
      FileVersion& version = versions.emplace_back();
      version.text = std::make_shared<const std::string>(commit.text);
      version.subject = commit.subject;
    }
    return versions;
  }

  std::string base_;
  FileHistories histories_;
  FileMerge merge_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_HISTORY_CONFLICT_H_
