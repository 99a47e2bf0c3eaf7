// For tests: a git repository of their own, made with the git program, which
// is the judge of what we read from it.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_TEST_REPOSITORY_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_TEST_REPOSITORY_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A folder that goes away with the value.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string At(absl::string_view name) const;
  // Writes a file, with the folders that it needs.
  void Write(absl::string_view name, absl::string_view bytes) const;
  // Runs a shell command in the folder and returns its standard output. A
  // command that fails is a failure of the test.
  std::string Run(const std::string& command) const;

 private:
  std::string path_;
};

// A folder with a fresh repository. Git sees no configuration but its own, and
// every commit is by "A U Thor <author@example.com>", a second after the one
// before it.
class TestRepository : public TestFolder {
 public:
  TestRepository();

  // `git ARGUMENTS` in the folder; its standard output without the last line
  // feed.
  std::string Git(const std::string& arguments) const;
  // Commits all files as they stand, and returns the commit's id.
  std::string Commit(const std::string& message);

 private:
  int commits_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_TEST_REPOSITORY_H_
