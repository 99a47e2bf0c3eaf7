#include "cli/output_file.h"

#include "cli/replace_file.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {

TextStyle StyleFor(const std::string& output, bool verbose,
                   const CliStreams& streams) {
  TextStyle style;
  style.width = streams.width;
  style.verbose = verbose;
  style.terminal = streams.terminal && output.empty();
  style.colour = streams.colour && output.empty();
  return style;
}

absl::Status WriteOutput(const std::string& text, const std::string& output,
                         const CliStreams& streams) {
  if (output.empty()) {
    streams.out << text << std::flush;
    return absl::OkStatus();
  }
  return ReplaceFile(PathFrom(streams, output), text);
}

void PrintNotes(const std::vector<std::string>& notes,
                const CliStreams& streams) {
  for (const std::string& note : notes) {
    streams.err << "patchgraph: note: " << Visible(note) << "\n";
  }
  streams.err.flush();
}

}  // namespace patchgraph
