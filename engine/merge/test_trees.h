// For tests: trees written down in a line or two.

#ifndef PATCHGRAPH_ENGINE_MERGE_TEST_TREES_H_
#define PATCHGRAPH_ENGINE_MERGE_TEST_TREES_H_

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/model/empty_tree.h"
#include "engine/model/file_state.h"
#include "engine/model/overlay.h"

namespace patchgraph {

using Files = std::map<std::string, FileState>;

inline FileState Text(std::string content) {
  return {FileMode::kRegular, Blob::FromBytes(std::move(content))};
}
inline FileState Program(std::string content) {
  return {FileMode::kExecutable, Blob::FromBytes(std::move(content))};
}
inline FileState Link(std::string target) {
  return {FileMode::kSymlink, Blob::FromBytes(std::move(target))};
}
// A submodule at a commit whose id is `digit` over and over.
inline FileState Submodule(uint8_t digit) {
  ObjectId::Raw raw;
  raw.fill(digit);
  return {FileMode::kSubmodule, Blob::Stored(ObjectId(raw), nullptr)};
}

// Ten lines "NAME 1" to "NAME 10", enough to be found again after an edit.
inline std::string TenLines(absl::string_view name) {
  std::string text;
  for (int i = 1; i <= 10; ++i) {
    text += std::string(name) + " " + std::to_string(i) + "\n";
  }
  return text;
}

// The same with one line replaced.
inline std::string TenLines(absl::string_view name, int line,
                            absl::string_view instead) {
  std::string text;
  for (int i = 1; i <= 10; ++i) {
    text += i == line ? std::string(instead)
                      : std::string(name) + " " + std::to_string(i);
    text += "\n";
  }
  return text;
}

inline std::shared_ptr<Overlay> MakeTree(const Files& files) {
  auto tree =
      std::make_shared<Overlay>(std::make_shared<const EmptyTree>(), "tree");
  for (const auto& [path, file] : files) tree->Put(path, file);
  return tree;
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_TEST_TREES_H_
