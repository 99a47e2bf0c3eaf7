// What git's configuration and attributes have to say for patchgraph to be its
// merge driver and mergetool.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_DRIVER_SETTINGS_H_
#define PATCHGRAPH_CLI_MERGE_FILE_DRIVER_SETTINGS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Keys and values. `program` is how a shell names patchgraph, `mode` what
// --auto is to be.
//
// Should patchgraph be gone, or fail, git's own merge of the file is what
// remains. Merges of several merge bases with each other, which nobody sees,
// are left to git.
std::vector<std::pair<std::string, std::string>> DriverSettings(
    const std::string& program, const std::string& mode);

// The attributes of a file with lines of ours that give `patterns` to the
// driver, in the place of those that an earlier installation has put there; for
// no patterns, without any.
std::string WithAttributes(absl::string_view text,
                           const std::vector<std::string>& patterns);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_DRIVER_SETTINGS_H_
