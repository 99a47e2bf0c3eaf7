#include "cli/rebase/run_program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr int kCannotRun = 127;
constexpr int kSignalled = 128;

struct CloseFile {
  void operator()(FILE* file) const { fclose(file); }
};
using TemporaryFile = std::unique_ptr<FILE, CloseFile>;

// In the child: never returns.
[[noreturn]] void Become(const ProgramCall& call, int input) {
  dup2(input, STDIN_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  if (chdir(call.folder.c_str()) != 0) _exit(kCannotRun);
  for (const auto& [name, value] : call.environment) {
    setenv(name.c_str(), value.c_str(), 1);
  }
  std::vector<char*> words;
  for (const std::string& word : call.words) {
    words.push_back(const_cast<char*>(word.c_str()));
  }
  words.push_back(nullptr);
  execvp(words[0], words.data());
  _exit(kCannotRun);
}

}  // namespace

absl::StatusOr<int> RunProgram(const ProgramCall& call) {
  // A file and not a pipe: a hook need not read what it is given.
  const TemporaryFile input(tmpfile());
  if (input == nullptr ||
      fwrite(call.input.data(), 1, call.input.size(), input.get()) !=
          call.input.size() ||
      fflush(input.get()) != 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot run ", call.words[0], ": ", std::strerror(errno)));
  }
  rewind(input.get());
  const pid_t child = fork();
  if (child < 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot run ", call.words[0], ": ", std::strerror(errno)));
  }
  if (child == 0) Become(call, fileno(input.get()));
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      return absl::UnavailableError(absl::StrCat(
          "cannot wait for ", call.words[0], ": ", std::strerror(errno)));
    }
  }
  return WIFEXITED(status) ? WEXITSTATUS(status)
                           : kSignalled + WTERMSIG(status);
}

}  // namespace patchgraph
