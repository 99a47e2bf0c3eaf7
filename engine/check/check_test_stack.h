// Stacks and trees in a few lines, for the tests of this folder.

#ifndef PATCHGRAPH_ENGINE_CHECK_CHECK_TEST_STACK_H_
#define PATCHGRAPH_ENGINE_CHECK_CHECK_TEST_STACK_H_

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "engine/model/stack.h"
#include "engine/source/diff_reader.h"
#include "gtest/gtest.h"

namespace patchgraph {

// path -> text
using Files = std::map<std::string, std::string>;

inline std::shared_ptr<Overlay> TreeOf(const std::string& name,
                                       const Files& files) {
  auto tree = std::make_shared<Overlay>(std::make_shared<EmptyTree>(), name);
  for (const auto& [path, text] : files) {
    tree->Put(path, {FileMode::kRegular, Blob::FromBytes(text)});
  }
  return tree;
}

inline std::string TextAt(const Tree& tree, absl::string_view path) {
  const auto file = FindFile(tree, path);
  return file.ok() && file->has_value() ? **(*file)->blob.Read() : "(none)";
}

// "1\n2\n…", a file in which every line is known by its number.
inline std::string Numbers(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) absl::StrAppend(&text, i, "\n");
  return text;
}

class StackOf {
 public:
  explicit StackOf(std::shared_ptr<const Tree> base) {
    stack_.name = "stack";
    stack_.base = std::move(base);
    AddLayer("layer");
  }

  // A diff whose paths are as in the tree, without "a/" and "b/".
  StackOf& Add(const std::string& name, const std::string& text) {
    auto patch = ReadDiff(text, "test", name);
    EXPECT_TRUE(patch.ok()) << patch.status();
    if (patch.ok()) stack_.layers.back().patches.push_back(*patch);
    return *this;
  }

  // A patch of one file: only its hunks.
  StackOf& Edit(const std::string& name, const std::string& path,
                const std::string& hunks) {
    return Add(name, absl::StrCat("--- ", path, "\n+++ ", path, "\n", hunks));
  }

  // Whole files laid over what is there, as a layer of its own.
  StackOf& Sparse(const std::string& name, const Files& files) {
    Patch patch;
    patch.name = name;
    patch.sparse = true;
    for (const auto& [path, text] : files) {
      FileChange change;
      change.old_path = change.new_path = path;
      change.replacement = FileState{FileMode::kRegular, Blob::FromBytes(text)};
      patch.files.push_back(std::move(change));
    }
    AddLayer(name);
    stack_.layers.back().patches.push_back(std::move(patch));
    return *this;
  }

  const Stack& stack() const { return stack_; }

 private:
  void AddLayer(const std::string& name) {
    stack_.layers.emplace_back();
    stack_.layers.back().name = name;
  }

  Stack stack_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_CHECK_TEST_STACK_H_
