// New files that are copies of others, changed.

#ifndef PATCHGRAPH_ENGINE_FORMS_SPLIT_FORKS_H_
#define PATCHGRAPH_ENGINE_FORMS_SPLIT_FORKS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/check/file_text.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct ForkOrigin {
  std::string original;  // a path of the tree before
  int percent = 0;       // how much of the larger file is in the other
  bool by_name = false;  // else by content alone
};

// The forks among the new files of a change, by path. An original is looked for
// by name first: "time.c" for "time-guest.c" and "time_guest.c"; the same name
// in a folder without one of the names on the way, "asm/page.h" for
// "asm/mach-guest/asm/page.h", or in a folder beside that of the file. It needs
// a quarter of its content in common; a file of the same folder that is found
// by content alone needs half of it. `before` is the tree before the change.
absl::StatusOr<std::map<std::string, ForkOrigin>> FindForks(
    const std::vector<FileVersions>& files, const Tree& before);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_SPLIT_FORKS_H_
