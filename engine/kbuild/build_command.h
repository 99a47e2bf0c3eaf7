// A command that builds, run so that it can be stopped with all it started.

#ifndef PATCHGRAPH_ENGINE_KBUILD_BUILD_COMMAND_H_
#define PATCHGRAPH_ENGINE_KBUILD_BUILD_COMMAND_H_

#include <atomic>
#include <functional>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace patchgraph {

struct BuildCommand {
  std::string command;                             // for "sh -c"
  std::string folder;                              // where it runs
  std::map<std::string, std::string> environment;  // beside the caller's
  absl::Duration time_limit = absl::InfiniteDuration();
  // Is looked at ten times a second; may be null. Any thread, and a signal
  // handler, may set it.
  const std::atomic<bool>* cancel = nullptr;
  // Is told of each piece of output, and now and then of none.
  std::function<void(absl::string_view)> output;
};

enum class BuildEnd : unsigned char { kExited, kTimedOut, kCancelled };

struct BuildRun {
  BuildEnd end = BuildEnd::kExited;
  int exit_status = 0;  // as a shell gives it: 128 and the signal's number
  std::string output;   // standard output and error; the first 64 MiB
  absl::Duration time;
};

// Returns when the command has ended. What it started and left behind in its
// process group is killed, too; so it is when the time is up, first with
// SIGTERM and two seconds later with SIGKILL. What made itself a session of its
// own is not found.
absl::StatusOr<BuildRun> RunBuildCommand(const BuildCommand& command);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_BUILD_COMMAND_H_
