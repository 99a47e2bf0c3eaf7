#include "engine/git/commit_text.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_handles.h"

namespace patchgraph {

absl::StatusOr<CommitText> ReadCommitText(const GitRepository& repository,
                                          const ObjectId& id) {
  const git_oid oid = ToGit(id);
  git_commit* raw = nullptr;
  if (git_commit_lookup(&raw, repository.handle(), &oid) != 0) {
    return GitFailure(absl::StrCat("cannot read commit ", id.Hex()));
  }
  const GitCommitHandle commit(raw);
  CommitText text;
  text.tree = FromGit(*git_commit_tree_id(raw));
  for (unsigned i = 0; i < git_commit_parentcount(raw); ++i) {
    text.parents.push_back(FromGit(*git_commit_parent_id(raw, i)));
  }
  // libgit2 tidies the people's lines up; here they stay as they are.
  for (const absl::string_view line :
       absl::StrSplit(git_commit_raw_header(raw), '\n')) {
    absl::string_view rest = line;
    if (text.author.empty() && absl::ConsumePrefix(&rest, "author ")) {
      text.author = std::string(rest);
    } else if (text.committer.empty() &&
               absl::ConsumePrefix(&rest, "committer ")) {
      text.committer = std::string(rest);
    } else if (absl::ConsumePrefix(&rest, "encoding ")) {
      text.encoding = std::string(rest);
    }
  }
  const char* message = git_commit_message_raw(raw);
  text.message = message == nullptr ? "" : message;
  return text;
}

std::string PrintCommitText(const CommitText& commit) {
  std::string bytes = absl::StrCat("tree ", commit.tree.Hex(), "\n");
  for (const ObjectId& parent : commit.parents) {
    absl::StrAppend(&bytes, "parent ", parent.Hex(), "\n");
  }
  absl::StrAppend(&bytes, "author ", commit.author, "\ncommitter ",
                  commit.committer, "\n");
  if (!commit.encoding.empty()) {
    absl::StrAppend(&bytes, "encoding ", commit.encoding, "\n");
  }
  absl::StrAppend(&bytes, "\n", commit.message);
  return bytes;
}

}  // namespace patchgraph
