// The git program, asked for what it alone knows.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_GIT_PROGRAM_H_
#define PATCHGRAPH_CLI_MERGE_FILE_GIT_PROGRAM_H_

#include <string>
#include <vector>

namespace patchgraph {

struct GitAnswer {
  int status = 0;      // its exit status; not 0 where it cannot be run
  std::string output;  // without the line feed at its end
};

// `git WORDS` in that folder. What it complains of is not shown.
GitAnswer AskGit(const std::string& folder,
                 const std::vector<std::string>& words);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_GIT_PROGRAM_H_
