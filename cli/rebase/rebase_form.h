// "--as FORM": which form, and where to.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_FORM_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_FORM_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/streams.h"
#include "engine/forms/form_patch.h"
#include "engine/git/git_repository.h"
#include "engine/model/tree.h"

namespace patchgraph {

enum class RebaseForm { kGit, kQuilt, kMbox, kDiff, kSparse };

struct FormTarget {
  RebaseForm form = RebaseForm::kQuilt;
  std::string place;  // a branch, or a path as the system finds it
};

// Takes "git:BRANCH", "quilt:DIR", "mbox:FILE", "diff:FILE" and "sparse:DIR".
absl::StatusOr<FormTarget> ParseFormTarget(const std::string& text,
                                           const CliStreams& streams);

struct WrittenForm {
  std::string result;              // what was written, for people
  std::vector<std::string> notes;  // what they should know of it
};

// Writes the patches, which go onto `base`. `repository` may be null.
absl::StatusOr<WrittenForm> WriteForm(const FormTarget& target,
                                      const std::vector<FormPatch>& patches,
                                      const Tree& base,
                                      const GitRepository* repository);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_FORM_H_
