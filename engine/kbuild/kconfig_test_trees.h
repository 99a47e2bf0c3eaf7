// Trees of a few Kconfig files, for tests.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_TEST_TREES_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_TEST_TREES_H_

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"

namespace patchgraph {

inline Overlay KconfigTestTree(
    std::initializer_list<std::pair<absl::string_view, absl::string_view>>
        files) {
  Overlay tree(std::make_shared<EmptyTree>(), "test");
  for (const auto& [path, text] : files) {
    tree.Put(path, {FileMode::kRegular, Blob::FromBytes(std::string(text))});
  }
  return tree;
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_TEST_TREES_H_
