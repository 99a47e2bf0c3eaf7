// Conflicts for tests, from three texts.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEST_CONFLICT_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEST_CONFLICT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"
#include "engine/text/merge.h"

namespace patchgraph {

// Three texts, their merge and the histories of the sides. Stays where it is:
// the merge refers to the texts.
struct TestMerge {
  TestMerge(std::string base_text, std::string our_text, std::string their_text)
      : base(std::move(base_text)),
        ours(std::move(our_text)),
        theirs(std::move(their_text)),
        merge(Merge(base, ours, theirs)) {}
  TestMerge(const TestMerge&) = delete;
  TestMerge& operator=(const TestMerge&) = delete;

  // The first conflict; a test that uses it has one.
  FileConflict Conflict(absl::string_view path = "kernel/fan.c") const {
    FileConflict conflict;
    conflict.path = std::string(path);
    conflict.merge = &merge;
    conflict.histories = &histories;
    for (std::size_t i = 0; i < merge.met.size(); ++i) {
      const MergeRegion& region = merge.met[i];
      if (region.kind != MergeRegion::kConflict) continue;
      conflict.region = static_cast<int>(i);
      conflict.base = merge.base.Range(region.base);
      conflict.ours = merge.ours.Range(region.ours);
      conflict.theirs = merge.theirs.Range(region.theirs);
      break;
    }
    return conflict;
  }

  const std::string base;
  const std::string ours;
  const std::string theirs;
  const FileMerge merge;
  FileHistories histories;
};

// One version of a file in a history.
inline FileVersion VersionAt(int64_t committed_at, std::string text,
                             std::string subject = "fan: a change") {
  FileVersion version;
  version.text = std::make_shared<const std::string>(std::move(text));
  version.commit = HashBlob(*version.text);
  version.subject = std::move(subject);
  version.author = "A U Thor <author@example.com>";
  version.committed_at = committed_at;
  return version;
}

// Says what it was told to say.
class TestResolver : public Resolver {
 public:
  TestResolver(std::string name, std::vector<Suggestion> suggestions)
      : name_(std::move(name)), suggestions_(std::move(suggestions)) {}
  absl::string_view name() const override { return name_; }
  std::vector<Suggestion> Resolve(const FileConflict&) const override {
    return suggestions_;
  }

 private:
  std::string name_;
  std::vector<Suggestion> suggestions_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEST_CONFLICT_H_
