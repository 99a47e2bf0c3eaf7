// Conflicts for tests of resolvers.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TEST_CONFLICT_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TEST_CONFLICT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"
#include "engine/text/merge.h"

namespace patchgraph {

// The merge of three files, and its conflicts. Cannot be copied: conflicts
// point into it.
class TestConflict {
 public:
  TestConflict(std::string base, std::string ours, std::string theirs,
               const std::string& path = "drivers/demo/demo.c");
  TestConflict(const TestConflict&) = delete;
  TestConflict& operator=(const TestConflict&) = delete;

  int size() const { return static_cast<int>(conflicts_.size()); }
  const Conflict& operator[](int index) const { return conflicts_[index]; }

 private:
  std::string base_;
  std::string ours_;
  std::string theirs_;
  FileMerge merge_;
  FileHistories histories_;
  std::vector<Conflict> conflicts_;
};

// What a resolver says of the only conflict of three files, a line each:
// "kind: text", in the order it gives them; "2 conflicts" if it is not the only
// one.
std::vector<std::string> Suggested(
    const Resolver& resolver, absl::string_view base, absl::string_view ours,
    absl::string_view theirs, absl::string_view path = "drivers/demo/demo.c");

// The same with ours and theirs swapped.
std::vector<std::string> SuggestedSwapped(
    const Resolver& resolver, absl::string_view base, absl::string_view ours,
    absl::string_view theirs, absl::string_view path = "drivers/demo/demo.c");

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TEST_CONFLICT_H_
