// All that a kernel of one architecture can be configured by.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_MODEL_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_MODEL_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/kbuild/kconfig_expression.h"
#include "engine/kbuild/kconfig_file.h"
#include "engine/kbuild/kconfig_sources.h"
#include "engine/kbuild/neutrality.h"

namespace patchgraph {

// Where a configuration starts: arch/*/Kconfig each; where the top has a
// Kconfig that leads to them, that one, once for each architecture.
struct KconfigRoot {
  std::string path;
  std::string arch;  // what $(SRCARCH) and $ARCH stand for; may be empty
};

// The roots of a tree, in the order of their architectures' names.
absl::StatusOr<std::vector<KconfigRoot>> FindKconfigRoots(
    KconfigSources* sources);

// What surrounds a definition: an "if", a menu, a choice or a "source".
struct KconfigFrame {
  int parent = -1;
  const KconfigFile* file = nullptr;
  int item = 0;
  // Of this frame and those around it together.
  KconfigExpr depends = KconfigExpressions::kYes;
  KconfigExpr visible = KconfigExpressions::kYes;  // of prompts only
};

struct KconfigDefinition {
  const KconfigFile* file = nullptr;
  int item = 0;
  int frame = -1;   // -1: none around it
  int choice = -1;  // that it is a member of, or -1
  // "depends on" lines of its own, and what is around it, together.
  KconfigExpr depends = KconfigExpressions::kYes;
  KconfigExpr visible = KconfigExpressions::kYes;

  const KconfigItem& config() const { return file->items[item]; }
};

struct KconfigSymbol {
  KconfigName name = -1;
  KconfigType type = KconfigType::kNone;  // what the first that says it says
  std::vector<KconfigDefinition> definitions;
};

struct KconfigChoice {
  KconfigDefinition definition;
  std::vector<int> members;  // symbols, in order, each once
};

// A "select" or "imply" seen from the symbol that it is about.
struct KconfigSelector {
  int symbol = 0;  // that says it
  int definition = 0;
  int property = 0;
};

class KconfigModel {
 public:
  // The files of `sources` must outlive it.
  static absl::StatusOr<KconfigModel> Read(const KconfigRoot& root,
                                           KconfigSources* sources);

  const KconfigRoot& root() const { return root_; }
  const std::vector<KconfigSymbol>& symbols() const { return symbols_; }
  const std::vector<KconfigChoice>& choices() const { return choices_; }
  const std::vector<KconfigFrame>& frames() const { return frames_; }
  // The symbol's number, or -1 where nothing here defines it.
  int Find(KconfigName name) const {
    return name >= 0 && name < static_cast<int>(by_name_.size())
               ? by_name_[name]
               : -1;
  }
  const KconfigProperty& PropertyOf(const KconfigSelector& selector) const {
    return symbols_[selector.symbol]
        .definitions[selector.definition]
        .config()
        .properties[selector.property];
  }
  // What selects or implies a symbol.
  const std::vector<KconfigSelector>& SelectorsOf(int symbol) const {
    return selectors_[symbol];
  }
  // Of this reading: files that are missing, that source themselves; not what
  // was found in a file, which is with the file.
  const std::vector<KbuildWarning>& warnings() const { return warnings_; }

 private:
  friend class KconfigModelBuilder;

  KconfigRoot root_;
  std::vector<KconfigSymbol> symbols_;
  std::vector<KconfigChoice> choices_;
  std::vector<KconfigFrame> frames_;
  std::vector<int> by_name_;
  std::vector<std::vector<KconfigSelector>> selectors_;
  std::vector<KbuildWarning> warnings_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_MODEL_H_
