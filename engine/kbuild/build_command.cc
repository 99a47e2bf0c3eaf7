#include "engine/kbuild/build_command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMostOutput = 64 << 20;
constexpr int kPollMilliseconds = 100;
constexpr absl::Duration kTimeToEnd = absl::Seconds(2);

// The caller's environment with some variables replaced.
std::vector<std::string> EnvironmentOf(const BuildCommand& command) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const absl::string_view text = *entry;
    const std::string name(text.substr(0, text.find('=')));
    if (command.environment.find(name) == command.environment.end()) {
      result.emplace_back(text);
    }
  }
  for (const auto& [name, value] : command.environment) {
    result.push_back(absl::StrCat(name, "=", value));
  }
  return result;
}

std::vector<char*> Pointers(std::vector<std::string>* strings) {
  std::vector<char*> pointers;
  for (std::string& text : *strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

class SpawnedBuild {
 public:
  SpawnedBuild() = default;
  SpawnedBuild(const SpawnedBuild&) = delete;
  SpawnedBuild& operator=(const SpawnedBuild&) = delete;
  ~SpawnedBuild() {
    if (output_ >= 0) close(output_);
  }

  absl::Status Start(const BuildCommand& command) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
      return absl::ErrnoToStatus(errno, "no pipe for a build");
    }
    output_ = ends[0];
    fcntl(output_, F_SETFL, O_NONBLOCK);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                     O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own, and none of the signals that the caller ignores.
    sigset_t none;
    sigset_t usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) {
      sigaddset(&usual, signal);
    }
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP |
                                              POSIX_SPAWN_SETSIGMASK |
                                              POSIX_SPAWN_SETSIGDEF);
    std::vector<std::string> arguments = {"sh", "-c", command.command};
    std::vector<std::string> environment = EnvironmentOf(command);
    const int error =
        posix_spawn(&child_, "/bin/sh", &actions, &attributes,
                    Pointers(&arguments).data(), Pointers(&environment).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
    if (error != 0) {
      return absl::ErrnoToStatus(
          error, absl::StrCat("cannot start the build in ", command.folder));
    }
    return absl::OkStatus();
  }

  // Waits a little for output, and takes what there is.
  std::string Read() {
    pollfd waiting = {output_, POLLIN, 0};
    if (is_open_) {
      poll(&waiting, 1, kPollMilliseconds);
    } else {
      absl::SleepFor(absl::Milliseconds(kPollMilliseconds / 10));
    }
    return Drain();
  }

  std::string Drain() {
    std::string text;
    char buffer[16384];
    while (is_open_) {
      const ssize_t size = read(output_, buffer, sizeof buffer);
      if (size > 0) {
        text.append(buffer, static_cast<std::size_t>(size));
        if (text.size() > kMostOutput / 64) break;
      } else if (size < 0 && errno == EINTR) {
        continue;
      } else {
        is_open_ = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        break;
      }
    }
    return text;
  }

  // Whether the shell has ended. It is still there as a zombie, so that its
  // number, which is that of the group, is nobody else's.
  bool HasEnded() const {
    siginfo_t info = {};
    return waitid(P_PID, static_cast<id_t>(child_), &info,
                  WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid == child_;
  }

  void Signal(int signal) const { kill(-child_, signal); }

  int Reap() const {
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t child_ = -1;
  int output_ = -1;
  bool is_open_ = true;
};

}  // namespace

absl::StatusOr<BuildRun> RunBuildCommand(const BuildCommand& command) {
  SpawnedBuild build;
  const absl::Time start = absl::Now();
  if (auto status = build.Start(command); !status.ok()) return status;
  BuildRun run;
  const auto keep = [&](const std::string& text) {
    run.output.append(text, 0,
                      kMostOutput - std::min(kMostOutput, run.output.size()));
    if (command.output) command.output(text);
  };
  absl::Time give_up = absl::InfiniteFuture();
  while (!build.HasEnded()) {
    keep(build.Read());
    const absl::Time now = absl::Now();
    if (run.end == BuildEnd::kExited) {
      const bool is_cancelled =
          command.cancel != nullptr && command.cancel->load();
      if (!is_cancelled && now - start < command.time_limit) continue;
      run.end = is_cancelled ? BuildEnd::kCancelled : BuildEnd::kTimedOut;
      give_up = now + kTimeToEnd;
      build.Signal(SIGTERM);
    } else if (now >= give_up) {
      build.Signal(SIGKILL);
    }
  }
  // What it left behind must not go on writing into a tree that goes away.
  build.Signal(SIGKILL);
  std::string rest;
  while (!(rest = build.Drain()).empty()) keep(rest);
  run.exit_status = build.Reap();
  run.time = absl::Now() - start;
  return run;
}

}  // namespace patchgraph
