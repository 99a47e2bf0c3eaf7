// A project as it was at another revision of the repository that it is kept in.

#ifndef PATCHGRAPH_CLI_GATE_PROJECT_AT_H_
#define PATCHGRAPH_CLI_GATE_PROJECT_AT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

// A folder that goes away with the value.
class ProjectAt {
 public:
  // Lays out the project file `file` (as it is called now, with its folder) as
  // of `revision`, and the series and trees that it names and that are in the
  // same repository. What it names elsewhere is taken as it is now. Its rules
  // are left out: there are newer ones. `repository` is where the revision is
  // looked up if the file's folder is in none; may be null. NotFound if there
  // was no such file then.
  static absl::StatusOr<std::unique_ptr<ProjectAt>> LayOut(
      const std::string& file, const std::string& revision,
      const std::shared_ptr<const GitRepository>& repository);

  ~ProjectAt();
  ProjectAt(const ProjectAt&) = delete;
  ProjectAt& operator=(const ProjectAt&) = delete;

  // The project file.
  const std::string& file() const { return file_; }

 private:
  ProjectAt() = default;

  std::string folder_;
  std::string file_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GATE_PROJECT_AT_H_
