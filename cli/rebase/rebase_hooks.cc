#include "cli/rebase/rebase_hooks.h"

#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/rebase/run_program.h"
#include "engine/git/git_obstacles.h"
#include "engine/git/git_settings.h"

namespace patchgraph {
namespace {

std::string HooksFolder(const GitRepository& repository,
                        const std::string& top) {
  const absl::optional<std::string> setting =
      GitSetting(repository, "core.hookspath");
  if (!setting.has_value()) return repository.GitFolder() + "/hooks";
  if (setting->rfind("~/", 0) == 0 && getenv("HOME") != nullptr) {
    return absl::StrCat(getenv("HOME"), setting->substr(1));
  }
  return (std::filesystem::path(top) / *setting).string();
}

}  // namespace

RebaseHooks::RebaseHooks(const GitRepository& repository)
    : top_(IsBare(repository) ? WorktreeGitFolder(repository)
                              : WorktreeFolder(repository)),
      git_folder_(WorktreeGitFolder(repository)) {
  folder_ = HooksFolder(repository, top_);
}

std::string RebaseHooks::Find(const std::string& name) const {
  std::string path = absl::StrCat(folder_, "/", name);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error) ||
      access(path.c_str(), X_OK) != 0) {
    return std::string();
  }
  return path;
}

absl::StatusOr<int> RebaseHooks::Run(const std::string& name,
                                     const std::vector<std::string>& arguments,
                                     const std::string& input) const {
  const std::string path = Find(name);
  if (path.empty()) return 0;
  ProgramCall call;
  call.words = {path};
  call.words.insert(call.words.end(), arguments.begin(), arguments.end());
  call.folder = top_;
  call.input = input;
  call.environment = {{"GIT_DIR", git_folder_}};
  return RunProgram(call);
}

absl::Status RebaseHooks::PreRebase(const std::string& upstream,
                                    const std::string& branch) const {
  std::vector<std::string> arguments = {upstream};
  if (!branch.empty()) arguments.push_back(branch);
  const auto status = Run("pre-rebase", arguments, "");
  if (!status.ok()) return status.status();
  if (*status == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(
      "the pre-rebase hook refused to rebase (--no-verify does not ask it)");
}

absl::Status RebaseHooks::PostCheckout(const std::string& from,
                                       const std::string& to) const {
  return Run("post-checkout", {from, to, "1"}, "").status();
}

absl::Status RebaseHooks::PostRewrite(const RebaseState& state) const {
  std::string list;
  for (const StatePick& pick : state.picks()) {
    if (pick.new_commit().empty() || pick.new_commit() == pick.commit()) {
      continue;
    }
    absl::StrAppend(&list, pick.commit(), " ", pick.new_commit(), "\n");
  }
  if (list.empty()) return absl::OkStatus();
  return Run("post-rewrite", {"rebase"}, list).status();
}

std::vector<std::string> RebaseHooks::NotRun() const {
  std::vector<std::string> notes;
  for (const char* name : {"prepare-commit-msg", "post-commit",
                           "reference-transaction", "post-index-change"}) {
    if (Find(name).empty()) continue;
    notes.push_back(absl::StrCat("the hook ", name,
                                 " is not run: commits are made in memory, "
                                 "and written all at once"));
  }
  return notes;
}

absl::StatusOr<int> RebaseHooks::RunCommand(const std::string& command) const {
  ProgramCall call;
  call.words = {"/bin/sh", "-c", command};
  call.folder = top_;
  return RunProgram(call);
}

}  // namespace patchgraph
