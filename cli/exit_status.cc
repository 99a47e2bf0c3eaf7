#include "cli/exit_status.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {

int Fail(const absl::Status& error, const CliStreams& streams) {
  // A message of several lines has a complaint on each.
  for (const absl::string_view line :
       absl::StrSplit(error.message(), '\n', absl::SkipEmpty())) {
    streams.err << "patchgraph: " << Visible(line) << "\n";
  }
  streams.err.flush();
  return kExitBadInput;
}

}  // namespace patchgraph
