#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "cli/exit_status.h"
#include "cli/patchgraph.h"
#include "cli/streams.h"

namespace {

constexpr int kUsualWidth = 80;
constexpr int kWidest = 10000;

// Empty where the variable is not set.
absl::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? absl::string_view() : absl::string_view(value);
}

// COLUMNS goes before what the terminal says: the user sets it.
int TerminalWidth() {
  int width = 0;
  if (absl::SimpleAtoi(Environment("COLUMNS"), &width) && width > 0 &&
      width <= kWidest) {
    return width;
  }
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return kUsualWidth;
}

// https://no-color.org: any value but the empty one.
bool WantsColour() {
  return isatty(STDOUT_FILENO) != 0 && Environment("NO_COLOR").empty() &&
         Environment("TERM") != "dumb";
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // Debian's Abseil looks for deadlocks at every lock, which is for tests.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  // A reader that has seen enough (`| head`) is not an error of its own kind:
  // writing fails, and that is reported below.
  std::signal(SIGPIPE, SIG_IGN);
  patchgraph::CliStreams streams{std::cout, std::cerr};
  streams.width = TerminalWidth();
  streams.terminal = isatty(STDOUT_FILENO) != 0;
  streams.colour = WantsColour();
  streams.show_progress =
      isatty(STDERR_FILENO) != 0 && Environment("TERM") != "dumb";
  const int status = patchgraph::RunPatchgraph(
      std::vector<std::string>(argv + 1, argv + argc), streams);
  std::cout.flush();
  if (!std::cout) {
    return patchgraph::Fail(
        absl::UnavailableError("cannot write to standard output"), streams);
  }
  return status;
}
