// Where what a command has to say goes.

#ifndef PATCHGRAPH_CLI_OUTPUT_FILE_H_
#define PATCHGRAPH_CLI_OUTPUT_FILE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cli/streams.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// How text is to look that goes to the file `output`, as seen from
// `streams.directory`; to `streams.out` where it is empty.
TextStyle StyleFor(const std::string& output, bool verbose,
                   const CliStreams& streams);

// Writes it there, in place of what the file held: see ReplaceFile().
absl::Status WriteOutput(const std::string& text, const std::string& output,
                         const CliStreams& streams);

// Says on `streams.err` what people should know of how the input was read.
void PrintNotes(const std::vector<std::string>& notes,
                const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_OUTPUT_FILE_H_
