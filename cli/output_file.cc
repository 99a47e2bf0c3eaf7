#include "cli/output_file.h"

#include <fstream>

#include "absl/strings/str_cat.h"
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
  const std::string name = PathFrom(streams, output);
  std::ofstream file(name, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  if (file) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", name));
}

void PrintNotes(const std::vector<std::string>& notes,
                const CliStreams& streams) {
  for (const std::string& note : notes) {
    streams.err << "patchgraph: note: " << Visible(note) << "\n";
  }
  streams.err.flush();
}

}  // namespace patchgraph
