#include "cli/merge_file/git_program.h"

#include <array>
#include <cstdio>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/report/shell_word.h"

namespace patchgraph {

GitAnswer AskGit(const std::string& folder,
                 const std::vector<std::string>& words) {
  std::string command = absl::StrCat("git -C ", ShellWord(folder));
  for (const std::string& word : words) {
    absl::StrAppend(&command, " ", ShellWord(word));
  }
  absl::StrAppend(&command, " 2>/dev/null");
  GitAnswer answer;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {1, ""};
  std::array<char, 1024> piece{};
  size_t count = 0;
  while ((count = fread(piece.data(), 1, piece.size(), pipe)) > 0) {
    answer.output.append(piece.data(), count);
  }
  answer.status = pclose(pipe);
  if (absl::EndsWith(answer.output, "\n")) answer.output.pop_back();
  return answer;
}

}  // namespace patchgraph
