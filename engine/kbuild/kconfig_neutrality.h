// Whether the feature can be turned off, and whether a kernel without it can be
// configured as before: Kconfig of two whole trees, for every architecture.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_NEUTRALITY_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_NEUTRALITY_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/kbuild/kconfig_compare.h"
#include "engine/kbuild/kconfig_model.h"
#include "engine/kbuild/kconfig_sources.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"
#include "engine/model/tree.h"

namespace patchgraph {

// What a feature's symbol is to one architecture.
struct KconfigSwitch {
  enum State : unsigned char {
    kUndefined,  // nothing there defines it, so it is off
    kCanBeOff,
    kCannotBeOff,  // on in every configuration
  };
  std::string symbol;
  State state = kUndefined;
  std::vector<KconfigPlace> definitions;
  // Of kCanBeOff, what else must be off for that: "X86_XEN"; of kCannotBeOff,
  // why: "default `y` and no prompt". May be empty.
  std::string detail;
  // What it is if nothing is asked for, and if everything is: defconfig without
  // a file, and allyesconfig.
  SymbolValue by_default = SymbolValue::kOff;
  SymbolValue all_yes = SymbolValue::kOff;
};

struct KconfigRootAnswer {
  KconfigRoot root;
  bool is_new = false;  // the base has no such architecture
  // For each symbol that was said to be off.
  std::vector<KconfigSwitch> switches;
  // Of the patched tree: these, and what is off because they are; by name.
  std::vector<std::string> implied_off;
};

struct KconfigComparison {
  // Of the patched tree, by architecture.
  std::vector<KconfigRootAnswer> roots;
  // By symbol. The same difference on several architectures is one.
  std::vector<KconfigDifference> differences;
  // Every Kconfig file that differs.
  std::map<std::string, FileNeutrality> files;
  // Of what was read: sourced files that are missing or source themselves, by
  // file and line. What a changed file's lines say is with the file.
  std::vector<KbuildWarning> warnings;
};

// The Kconfig models of two trees, each file read once.
class KconfigTrees {
 public:
  // The trees must outlive it.
  static absl::StatusOr<std::unique_ptr<KconfigTrees>> Read(
      const Tree& base, const Tree& patched);

  KconfigExpressions* expressions() { return cache_.expressions(); }
  // One for each root; of base() in the order of the roots of its own tree.
  const std::vector<KconfigModel>& base() const { return base_models_; }
  const std::vector<KconfigModel>& patched() const { return patched_models_; }
  // The base's model of the same root and architecture, or null.
  const KconfigModel* BaseOf(const KconfigModel& patched) const;
  const KconfigSources& base_sources() const { return base_; }
  const KconfigSources& patched_sources() const { return patched_; }

 private:
  KconfigTrees(const Tree& base, const Tree& patched)
      : base_(base, &cache_), patched_(patched, &cache_) {}

  KconfigCache cache_;
  KconfigSources base_;
  KconfigSources patched_;
  std::vector<KconfigModel> base_models_;
  std::vector<KconfigModel> patched_models_;
};

// `settings`: which symbols are off, and what else is known. `paths`: further
// files that an answer is wanted for, whether or not a root reads them.
absl::StatusOr<KconfigComparison> CompareKconfig(
    KconfigTrees* trees, const SymbolSettings& settings,
    const std::vector<std::string>& paths);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_NEUTRALITY_H_
