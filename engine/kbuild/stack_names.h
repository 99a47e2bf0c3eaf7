// The names that a stack's own lines use and declare.

#ifndef PATCHGRAPH_ENGINE_KBUILD_STACK_NAMES_H_
#define PATCHGRAPH_ENGINE_KBUILD_STACK_NAMES_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/kbuild/breaks.h"
#include "engine/kbuild/lost_symbols.h"

namespace patchgraph {

using SymbolKey = std::pair<NameSpace, std::string>;

// Read from code that a stack adds: whole files and lines. What is local to a
// function is left out.
class StackNames {
 public:
  struct Name {
    std::vector<SymbolUse> uses;  // by path and line, each line once
    // Some line of the stack defines it: more than says that it is elsewhere.
    bool is_defined = false;
  };

  explicit StackNames(absl::Span<const StackCode> stack);

  // Whether the word is used in any of the name spaces.
  bool Uses(absl::string_view word) const { return words_.contains(word); }
  // Null if there are none.
  const Name* UsesOf(const SymbolKey& name) const;

  // Of the files that use names.
  bool HasFolder(absl::string_view folder) const {
    return folders_.contains(folder);
  }
  const std::set<std::string>& architectures() const { return architectures_; }
  // Whether any of the files can see headers of an architecture (empty: those
  // of all). A stack for no architecture in particular sees every one's.
  bool SeesArchitecture(absl::string_view architecture) const;

 private:
  void ReadFile(const StackCode& file);

  absl::flat_hash_map<SymbolKey, Name> names_;
  absl::flat_hash_set<std::string> words_;
  absl::flat_hash_set<std::string> folders_;
  std::set<std::string> architectures_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_STACK_NAMES_H_
