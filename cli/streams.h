// What a command writes to, and what it may know of the terminal there.

#ifndef PATCHGRAPH_CLI_STREAMS_H_
#define PATCHGRAPH_CLI_STREAMS_H_

#include <ostream>
#include <string>

namespace patchgraph {

// Results go to `out`, everything else to `err`. Commands know of no other
// terminal, so that tests run them in their own process.
struct CliStreams {
  std::ostream& out;
  std::ostream& err;
  int width = 80;              // columns of the terminal behind `out`
  bool terminal = false;       // `out` is one
  bool colour = false;         // `out` takes colours, and the user wants them
  bool show_progress = false;  // `err` is a terminal
  // The folder that relative names start from.
  std::string directory = ".";
};

// `name` as seen from `streams.directory`.
std::string PathFrom(const CliStreams& streams, const std::string& name);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_STREAMS_H_
