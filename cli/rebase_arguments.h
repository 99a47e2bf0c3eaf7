// The arguments of `patchgraph rebase`.

#ifndef PATCHGRAPH_CLI_REBASE_ARGUMENTS_H_
#define PATCHGRAPH_CLI_REBASE_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/input_arguments.h"
#include "cli/streams.h"

namespace patchgraph {

enum class RebaseAction { kRun, kBegin, kContinue, kSkip, kAbort, kStatus };

// What becomes of stored resolutions that fit a conflict.
enum class ReuseResolutions { kOff, kPropose, kAuto };

// Whose dates the new commits bear.
enum class RebaseDates {
  kKeepAuthor,             // the author's date stays, as in git
  kResetAuthor,            // the author's date is now
  kCommitterIsAuthorDate,  // the committer's date is the author's
};

struct RebaseArguments {
  // `stacks` are the words without a dash: UPSTREAM and BRANCH, or one stack
  // or series. `onto`, `base`, `config` and `repository` as everywhere.
  InputArguments input;
  RebaseAction action = RebaseAction::kRun;

  // Commits.
  bool root = false;
  bool autosquash = false;
  absl::optional<bool> autostash;    // unset: as rebase.autoStash says
  absl::optional<bool> update_refs;  // unset: as rebase.updateRefs says
  bool signoff = false;
  bool no_fast_forward = false;
  bool no_verify = false;
  bool no_gpg_sign = false;
  bool reapply_cherry_picks = false;
  RebaseDates dates = RebaseDates::kKeepAuthor;
  std::vector<std::string> exec;         // after each commit
  std::vector<std::string> exec_at_end;  // once

  // Other forms.
  std::string as;      // "git:BRANCH", "quilt:DIR"…; empty: the same form
  bool split = false;  // a sparse tree by component

  // Unset: as --begin said, which without a word is kPropose.
  absl::optional<ReuseResolutions> reuse;
  // What resolvers may do about conflicts: "safe", "propose" or "off". Empty:
  // as --begin said, which without a word is off.
  std::string resolve;
  bool dry_run = false;
  bool json = false;
  bool verbose = false;
  bool quiet = false;
};

// As ParseArguments() in arguments.h.
absl::optional<int> ParseRebaseArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    RebaseArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_ARGUMENTS_H_
