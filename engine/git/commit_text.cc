#include "engine/git/commit_text.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "engine/git/commit_parser.h"

namespace patchgraph {

absl::StatusOr<CommitText> ReadCommitText(const GitRepository& repository,
                                          const ObjectId& id) {
  const auto bytes = repository.objects()->ReadCommit(id);
  if (!bytes.ok()) return bytes.status();
  absl::string_view rest = **bytes;
  CommitText text;
  if (!TakeCommitLinks(&rest, &text.tree, &text.parents)) {
    return absl::DataLossError(
        absl::StrCat("commit ", id.Hex(), " is garbled"));
  }
  const size_t end = std::min(rest.find("\n\n"), rest.size());
  // libgit2 tidies the people's lines up; here they stay as they are.
  for (absl::string_view line : absl::StrSplit(rest.substr(0, end), '\n')) {
    if (text.author.empty() && absl::ConsumePrefix(&line, "author ")) {
      text.author = std::string(line);
    } else if (text.committer.empty() &&
               absl::ConsumePrefix(&line, "committer ")) {
      text.committer = std::string(line);
    } else if (absl::ConsumePrefix(&line, "encoding ")) {
      text.encoding = std::string(line);
    }
  }
  rest.remove_prefix(std::min(end + 2, rest.size()));
  // A message ends with its first NUL, if there is any.
  text.message = std::string(rest.substr(0, rest.find('\0')));
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
