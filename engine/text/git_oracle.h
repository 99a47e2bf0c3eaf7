#ifndef PATCHGRAPH_ENGINE_TEXT_GIT_ORACLE_H_
#define PATCHGRAPH_ENGINE_TEXT_GIT_ORACLE_H_

#include <map>
#include <string>
#include <vector>

#include "engine/text/git_release.h"

namespace patchgraph {

// For tests: a bare repository in a temporary directory, and the git on PATH to
// ask about it. git sees no configuration but its own defaults. Many files go
// into one commit, so that one run of git judges thousands of cases.
class GitOracle {
 public:
  using Files = std::map<std::string, std::string>;  // path -> content

  GitOracle();
  ~GitOracle();
  GitOracle(const GitOracle&) = delete;
  GitOracle& operator=(const GitOracle&) = delete;

  // Makes a branch with one commit of these files, on that of `parent` if it is
  // not empty.
  void Commit(const std::string& branch, const std::string& parent,
              const Files& files);

  // What git prints when run with these arguments (as for a shell) and this
  // input. A status above 1 is a failed expectation.
  std::string Run(const std::string& arguments, const std::string& input = "");

  // Of the git on PATH.
  GitRelease Release();

  // The content of objects named in any way that git knows.
  std::vector<std::string> Contents(const std::vector<std::string>& names);

 private:
  std::string directory_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_GIT_ORACLE_H_
