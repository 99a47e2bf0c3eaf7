// Which component of a change a file belongs to.

#ifndef PATCHGRAPH_ENGINE_FORMS_SPLIT_COMPONENTS_H_
#define PATCHGRAPH_ENGINE_FORMS_SPLIT_COMPONENTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/check/file_text.h"
#include "engine/forms/split_forks.h"

namespace patchgraph {

// In the order in which they come where nothing else decides.
enum class ComponentKind {
  kNewHeaders,
  kHeaderEdits,
  kHeaderFork,  // headers need but headers: all stand before other code
  kCoreEdits,   // of what is no driver and no architecture
  kNewFolder,   // new files that are no forks and no drivers
  kArchitecture,
  kFork,
  kDriverEdits,
  kNewDriver,
  kOther,  // documents, scripts, tools
  kBuildFiles,
  kDefaultConfigs,
};

struct Component {
  ComponentKind kind = ComponentKind::kOther;
  std::string place;  // a folder, or the file of a fork
  std::vector<FileVersions> files;

  friend bool operator<(const Component& a, const Component& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.place < b.place;
  }
};

// Each file of a change in the component it belongs to, in order. A build file
// that is new goes with what is new in its folder.
std::vector<Component> ComponentsOf(
    const std::vector<FileVersions>& files,
    const std::map<std::string, ForkOrigin>& forks);

// "fork-kernel-time-guest.c".
std::string NameOfComponent(const Component& component);
// "kernel/time-guest.c: fork of kernel/time.c"
std::string SubjectOfComponent(const Component& component,
                               const std::map<std::string, ForkOrigin>& forks);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_SPLIT_COMPONENTS_H_
