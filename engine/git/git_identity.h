// Who writes commits and reflogs, and when.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_IDENTITY_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_IDENTITY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

struct GitPerson {
  std::string name;
  std::string mail;
  int64_t seconds = 0;  // since 1970, UTC
  int offset = 0;       // minutes east of Greenwich
};

// The committer, as git finds it: GIT_COMMITTER_NAME, _EMAIL and _DATE, then
// committer.* and user.* of the configuration, and now. Unlike git it does not
// guess from the machine's name: FailedPrecondition where nothing says.
absl::StatusOr<GitPerson> FindCommitter(const GitRepository& repository);

// The date of an author or committer line, "N <m> 1144051200 +0200":
// "1144051200 +0200"; empty if it has none.
absl::string_view DateOfPersonLine(absl::string_view line);
// The line without the date: "N <m>".
absl::string_view PersonOfPersonLine(absl::string_view line);

// "N <m>", and with the date as commits have it.
std::string PrintPerson(const GitPerson& person);
std::string PrintPersonLine(const GitPerson& person);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_IDENTITY_H_
