#include "engine/git/commit_parser.h"

#include <git2.h>

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/git/git_handles.h"

namespace patchgraph {
namespace {

constexpr size_t kHexDigits = size_t{2} * ObjectId::kBytes;

// Takes the line "NAME VALUE". False where another one stands there.
bool TakeField(absl::string_view name, absl::string_view* text,
               absl::string_view* value) {
  absl::string_view rest = *text;
  if (!absl::ConsumePrefix(&rest, name) || !absl::ConsumePrefix(&rest, " ")) {
    return false;
  }
  const size_t end = rest.find('\n');
  if (end == absl::string_view::npos) return false;
  *value = rest.substr(0, end);
  *text = rest.substr(end + 1);
  return true;
}

absl::optional<ObjectId> IdOf(absl::string_view hex) {
  git_oid id;
  if (hex.size() != kHexDigits ||
      git_oid_fromstrn(&id, hex.data(), hex.size()) != 0) {
    return absl::nullopt;
  }
  return FromGit(id);
}

GitSignatureHandle PersonIn(absl::string_view line) {
  git_signature* person = nullptr;
  git_signature_from_buffer(&person, std::string(line).c_str());
  return GitSignatureHandle(person);
}

}  // namespace

void SetPeople(const git_signature* author, const git_signature* committer,
               GitCommit* commit) {
  if (author != nullptr) {
    commit->author = absl::StrCat(author->name, " <", author->email, ">");
    commit->author_date =
        FormatMailDate(author->when.time, author->when.offset);
  }
  if (committer != nullptr) {
    commit->committed_at = committer->when.time;
    commit->committer_date =
        FormatDay(committer->when.time, committer->when.offset);
  }
}

bool TakeCommitLinks(absl::string_view* bytes, ObjectId* tree,
                     std::vector<ObjectId>* parents) {
  absl::string_view value;
  if (!TakeField("tree", bytes, &value)) return false;
  const absl::optional<ObjectId> tree_id = IdOf(value);
  if (!tree_id.has_value()) return false;
  *tree = *tree_id;
  while (TakeField("parent", bytes, &value)) {
    const absl::optional<ObjectId> parent = IdOf(value);
    if (!parent.has_value()) return false;
    parents->push_back(*parent);
  }
  return true;
}

absl::optional<GitCommit> ParseCommit(const ObjectId& id,
                                      absl::string_view bytes) {
  GitCommit commit;
  commit.id = id;
  absl::string_view rest = bytes;
  if (!TakeCommitLinks(&rest, &commit.tree, &commit.parents)) {
    return absl::nullopt;
  }
  absl::string_view author_line;
  absl::string_view committer_line;
  if (!TakeField("author", &rest, &author_line) ||
      !TakeField("committer", &rest, &committer_line)) {
    return absl::nullopt;
  }
  const GitSignatureHandle author = PersonIn(author_line);
  const GitSignatureHandle committer = PersonIn(committer_line);
  if (author == nullptr || committer == nullptr) return absl::nullopt;
  SetPeople(author.get(), committer.get(), &commit);
  // Other fields, such as a signature of several lines, end at an empty line.
  if (!absl::StartsWith(rest, "\n")) {
    const size_t end = rest.find("\n\n");
    if (end == absl::string_view::npos) return absl::nullopt;
    rest.remove_prefix(end + 1);
  }
  rest.remove_prefix(std::min(rest.find_first_not_of('\n'), rest.size()));
  // A message ends with its first NUL, if there is any.
  commit.message = std::string(rest.substr(0, rest.find('\0')));
  commit.subject = SubjectOf(commit.message);
  return commit;
}

}  // namespace patchgraph
