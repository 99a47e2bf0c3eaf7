#include "cli/rebase/rebase_form.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/forms/form_files.h"
#include "engine/forms/form_mail.h"
#include "engine/forms/patch_commit.h"
#include "engine/forms/write_branch.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_tree.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

struct NamedForm {
  RebaseForm form;
  absl::string_view prefix;
};

constexpr NamedForm kForms[] = {{RebaseForm::kGit, "git:"},
                                {RebaseForm::kQuilt, "quilt:"},
                                {RebaseForm::kMbox, "mbox:"},
                                {RebaseForm::kDiff, "diff:"},
                                {RebaseForm::kSparse, "sparse:"}};

std::string AuthorlessNote(int patches, const std::string& committer) {
  return absl::StrCat(
      Counted(patches, "patch names no author", "patches name no author"), ": ",
      patches == 1 ? "it is" : "they are", " by ", committer);
}

absl::StatusOr<WrittenForm> WriteGit(const FormTarget& target,
                                     const std::vector<FormPatch>& patches,
                                     const Tree& base,
                                     const GitRepository* repository) {
  const auto* tree = dynamic_cast<const GitTree*>(&base);
  if (repository == nullptr || tree == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat("--as git:", target.place, ": ", base.name(),
                     " is no commit of a git repository, so that there is "
                     "nothing for a branch to stand on"));
  }
  const auto branch = WriteBranch(*repository, *tree, patches, target.place);
  if (!branch.ok()) return branch.status();
  WrittenForm written;
  written.result =
      absl::StrCat("branch ", target.place, ": ",
                   Counted(branch->commits, "commit", "commits"), " on ",
                   base.name(), ", now at ", ShortId(branch->tip));
  if (branch->authorless > 0) {
    const auto committer = FindCommitter(*repository);
    if (!committer.ok()) return committer.status();
    written.notes.push_back(
        AuthorlessNote(branch->authorless, PrintPerson(*committer)));
  }
  return written;
}

absl::StatusOr<WrittenForm> WriteMbox(const FormTarget& target,
                                      const std::vector<FormPatch>& patches,
                                      const GitRepository* repository) {
  const auto authorless =
      std::count_if(patches.begin(), patches.end(), [](const FormPatch& form) {
        return CommitOf(form.patch).author.empty();
      });
  std::string author = "unknown <unknown@localhost>";
  if (authorless > 0 && repository != nullptr) {
    const auto committer = FindCommitter(*repository);
    if (committer.ok()) author = PrintPerson(*committer);
  }
  absl::Status status = WriteMboxForm(patches, author, target.place);
  if (!status.ok()) return status;
  WrittenForm written;
  if (authorless > 0) {
    written.notes.push_back(
        AuthorlessNote(static_cast<int>(authorless), author));
  }
  if (std::any_of(patches.begin(), patches.end(), NeedsKeepCr)) {
    written.notes.emplace_back(
        "files with carriage returns are patched: give git am --keep-cr");
  }
  return written;
}

}  // namespace

absl::StatusOr<FormTarget> ParseFormTarget(const std::string& text,
                                           const CliStreams& streams) {
  for (const NamedForm& named : kForms) {
    absl::string_view place = text;
    if (!absl::ConsumePrefix(&place, named.prefix)) continue;
    if (place.empty()) break;
    FormTarget target;
    target.form = named.form;
    target.place = named.form == RebaseForm::kGit
                       ? std::string(place)
                       : PathFrom(streams, std::string(place));
    return target;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--as \"", text, "\" is none of git:BRANCH, quilt:DIR, ",
                   "mbox:FILE, diff:FILE and sparse:DIR"));
}

absl::StatusOr<WrittenForm> WriteForm(const FormTarget& target,
                                      const std::vector<FormPatch>& patches,
                                      const Tree& base,
                                      const GitRepository* repository) {
  if (target.form == RebaseForm::kGit) {
    return WriteGit(target, patches, base, repository);
  }
  absl::StatusOr<WrittenForm> written = WrittenForm();
  absl::Status status;
  const int count = static_cast<int>(patches.size());
  const std::string patches_words = Counted(count, "patch", "patches");
  std::string what;
  switch (target.form) {
    case RebaseForm::kMbox:
      written = WriteMbox(target, patches, repository);
      if (!written.ok()) return written;
      what = absl::StrCat("a mailbox of ", patches_words);
      break;
    case RebaseForm::kDiff:
      status = WriteDiffForm(patches, target.place);
      what = absl::StrCat("one diff of ", patches_words);
      break;
    case RebaseForm::kSparse:
      status = WriteSparseForm(patches, target.place);
      what = absl::StrCat("a sparse tree of ",
                          Counted(static_cast<int>(NetVersions(patches).size()),
                                  "file", "files"));
      break;
    case RebaseForm::kGit:
    case RebaseForm::kQuilt:
      status = WriteQuiltForm(patches, target.place);
      what = absl::StrCat(patches_words, " and a series file");
      break;
  }
  if (!status.ok()) return status;
  written->result =
      absl::StrCat(target.place, ": ", what, " for ", base.name());
  return written;
}

}  // namespace patchgraph
