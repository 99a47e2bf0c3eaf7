// A scenario: a folder of testdata/scenarios/ that shows one thing. It holds
//
//   README         what it shows, and what is to be expected
//   command        the arguments of patchgraph, a line for each run
//   expected.txt   the session: each command, what it printed, its exit status
//   expected.json  optional: the first command's output with --json;
//                  expected.2.json is that of the second, and so on
//   setup.sh       optional: makes what a copy of a repository may lose, such
//                  as symlinks, and repositories
//   unprivileged   optional: the commands run without root's rights
//
// and the trees and patches that the commands name. It is run in a copy.

#ifndef PATCHGRAPH_TESTDATA_SCENARIO_H_
#define PATCHGRAPH_TESTDATA_SCENARIO_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// One run of the program.
struct ProgramRun {
  std::string command;  // the arguments as written
  std::string standard_output;
  std::string standard_error;
  int status = 0;
};

// A temporary copy of a scenario's folder, which goes away with the object. Its
// name is left out of what the runs print.
class ScenarioCopy {
 public:
  explicit ScenarioCopy(const std::string& folder);
  ~ScenarioCopy();
  ScenarioCopy(const ScenarioCopy&) = delete;
  ScenarioCopy& operator=(const ScenarioCopy&) = delete;

  // Why the commands cannot be run: setup.sh failed. Empty if they can.
  const std::string& failure() const { return failure_; }
  // Whether the commands have to run without root's rights, and cannot.
  bool stays_privileged() const { return stays_privileged_; }

  // A list of the commands.
  const std::vector<std::string>& commands() const { return commands_; }

  // Runs a command in the copy, `extra` (such as "--json") added to it.
  ProgramRun Run(const std::string& command, absl::string_view extra) const;

  // Every path in the copy with its size and time of change, a line each: equal
  // before and after a command that writes nothing.
  std::string Listing() const;

 private:
  std::string scratch_;  // holds the copy, and nothing else
  std::string copy_;
  std::vector<std::string> commands_;
  std::string failure_;
  bool unprivileged_ = false;
  bool stays_privileged_ = false;
};

// Runs as people read them: "$ patchgraph …", what it printed, with "! " before
// what went to standard error, and "[exit 1]".
std::string Transcript(const std::vector<ProgramRun>& runs);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_SCENARIO_H_
