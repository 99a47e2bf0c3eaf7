#include "cli/merge_file/surroundings.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

// git starts a shell, and that us; an alias may put one more git between.
constexpr int kFarthest = 4;
constexpr size_t kIdDigits = 40;

std::string FileOfProcess(int process, const char* file) {
  std::ifstream stream(absl::StrCat("/proc/", process, "/", file),
                       std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

// 0 where it cannot be told.
int ParentOf(int process) {
  // "PID (NAME) STATE PARENT …", and a name may have anything in it.
  const std::string text = FileOfProcess(process, "stat");
  const size_t end = text.rfind(") ");
  if (end == std::string::npos) return 0;
  const std::vector<std::string> words =
      absl::StrSplit(text.substr(end + 2), ' ');
  int parent = 0;
  if (words.size() < 2 || !absl::SimpleAtoi(words[1], &parent)) return 0;
  return parent;
}

bool TakesAWord(absl::string_view option) {
  return option == "-c" || option == "-C" || option == "--git-dir" ||
         option == "--work-tree" || option == "--namespace" ||
         option == "--exec-path";
}

// From the subcommand on; empty where the words are no git command.
std::vector<std::string> GitCommand(std::vector<std::string> words) {
  if (words.empty()) return {};
  const absl::string_view program(words[0]);
  const absl::string_view name = program.substr(program.rfind('/') + 1);
  if (name != "git") return {};
  size_t at = 1;
  while (at < words.size() && absl::StartsWith(words[at], "-")) {
    at += TakesAWord(words[at]) ? 2 : 1;
  }
  if (at >= words.size()) return {};
  return {words.begin() + at, words.end()};
}

}  // namespace

Surroundings ReadSurroundings() {
  Surroundings found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    absl::string_view text(*entry);
    if (!absl::ConsumePrefix(&text, "GITHEAD_")) continue;
    const size_t equals = text.find('=');
    if (equals != kIdDigits) continue;
    found.merge_heads.emplace_back(text.substr(0, equals),
                                   text.substr(equals + 1));
  }
  int process = getppid();
  for (int i = 0; i < kFarthest && process > 1; ++i) {
    std::vector<std::string> words =
        absl::StrSplit(absl::StripSuffix(FileOfProcess(process, "cmdline"),
                                         absl::string_view("\0", 1)),
                       '\0');
    found.command = GitCommand(std::move(words));
    if (!found.command.empty()) break;
    process = ParentOf(process);
  }
  return found;
}

absl::optional<Side> FavouredSide(const std::vector<std::string>& command) {
  absl::optional<Side> side;
  for (size_t i = 1; i < command.size(); ++i) {
    absl::string_view word = command[i];
    if (command.front() == "merge" && word == "-m") {
      ++i;  // the message says nothing to git
      continue;
    }
    if (word == "-X" || word == "--strategy-option") {
      if (++i == command.size()) break;
      word = command[i];
    } else if (!absl::ConsumePrefix(&word, "-X") &&
               !absl::ConsumePrefix(&word, "--strategy-option=")) {
      continue;
    }
    if (word == "ours") side = Side::kOurs;
    if (word == "theirs") side = Side::kTheirs;
  }
  return side;
}

}  // namespace patchgraph
