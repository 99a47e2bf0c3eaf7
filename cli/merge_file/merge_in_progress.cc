#include "cli/merge_file/merge_in_progress.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "cli/merge_file/git_program.h"
#include "engine/git/git_obstacles.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_tree.h"
#include "engine/model/tree.h"

namespace patchgraph {
namespace {

constexpr int kShortIdDigits = 7;
// `git stash apply stash@{N}` is seldom asked for an old one.
constexpr int kStashEntries = 8;

std::string ReadStateFile(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// Only git knows how many digits tell an object from all others.
std::string ShortIdAsGit(const GitRepository& repository, const ObjectId& id) {
  const GitAnswer answer =
      AskGit(".", {absl::StrCat("--git-dir=", repository.GitFolder()),
                   "rev-parse", "--short", id.Hex()});
  return answer.status == 0 ? answer.output
                            : id.Hex().substr(0, kShortIdDigits);
}

// The first line of a message, which is what git shows.
std::string FirstLine(absl::string_view message) {
  message = absl::StripLeadingAsciiWhitespace(message);
  return std::string(message.substr(0, message.find('\n')));
}

// Gathers what may be under way.
class Search {
 public:
  explicit Search(const GitRepository& repository) : repository_(repository) {
    const auto head = ReadRef(repository, "HEAD");
    if (head.has_value()) head_ = *head;
  }

  void AddMerge(const std::string& revision, const std::string& name) {
    const auto commit = repository_.ResolveCommit(revision);
    if (!commit.ok()) return;
    Add(MergeInProgress::kMerge, commit->id, ObjectId(), *commit, name);
  }

  // Of the first parent, or of any: of a merge, -m says which was meant.
  void AddCommit(MergeInProgress::Kind kind, const std::string& revision) {
    const auto commit = repository_.ResolveCommit(revision);
    if (!commit.ok()) return;
    const size_t parents =
        kind == MergeInProgress::kStash ? 1 : commit->parents.size();
    for (size_t i = 0; i < parents && i < commit->parents.size(); ++i) {
      const ObjectId& parent = commit->parents[i];
      const bool backwards = kind == MergeInProgress::kRevert;
      Add(kind, backwards ? parent : commit->id,
          backwards ? commit->id : parent, *commit, "");
    }
  }

  void AddRef(MergeInProgress::Kind kind, const std::string& ref) {
    const auto id = ReadRef(repository_, ref);
    if (id.has_value()) AddCommit(kind, id->Hex());
  }

  std::vector<MergeInProgress> Take() && { return std::move(found_); }

 private:
  void Add(MergeInProgress::Kind kind, const ObjectId& theirs,
           const ObjectId& base, const GitCommit& commit,
           const std::string& name) {
    if (head_.IsNull()) return;
    MergeInProgress merge;
    merge.kind = kind;
    merge.ours = head_;
    merge.theirs = theirs;
    merge.base = base;
    merge.commit = commit;
    merge.name = name;
    found_.push_back(std::move(merge));
  }

  const GitRepository& repository_;
  ObjectId head_;
  std::vector<MergeInProgress> found_;
};

// What the words behind the subcommand name, where they name one thing.
void AddOfCommand(const std::vector<std::string>& command, Search* search) {
  if (command.empty()) return;
  const std::string& name = command.front();
  if (name == "stash") {
    for (int i = 0; i < kStashEntries; ++i) {
      search->AddCommit(MergeInProgress::kStash,
                        absl::StrCat("stash@{", i, "}"));
    }
  }
  if (name != "cherry-pick" && name != "revert") return;
  for (size_t i = 1; i < command.size(); ++i) {
    if (absl::StartsWith(command[i], "-")) continue;
    search->AddCommit(
        name == "revert" ? MergeInProgress::kRevert : MergeInProgress::kPick,
        command[i]);
  }
}

// A line of a list of things to do: "pick 0123456789 subject".
void AddOfLine(absl::string_view line, Search* search) {
  const std::vector<std::string> words =
      absl::StrSplit(line, ' ', absl::SkipEmpty());
  if (words.size() < 2 || words[0] == "merge" || words[0] == "exec") return;
  if (words[0] == "revert") {
    search->AddCommit(MergeInProgress::kRevert, words[1]);
    return;
  }
  // "fixup -C 0123456789"
  const bool has_option = absl::StartsWith(words[1], "-") && words.size() > 2;
  search->AddCommit(MergeInProgress::kPick, words[has_option ? 2 : 1]);
}

void AddOfSequencer(const std::string& folder, Search* search) {
  // A rebase moves a line to `done` before it does it.
  const std::string done = ReadStateFile(folder + "/rebase-merge/done");
  const std::vector<absl::string_view> lines =
      absl::StrSplit(done, '\n', absl::SkipEmpty());
  if (!lines.empty()) AddOfLine(lines.back(), search);
  const std::string original =
      ReadStateFile(folder + "/rebase-apply/original-commit");
  if (!original.empty()) {
    search->AddCommit(MergeInProgress::kMail,
                      std::string(absl::StripAsciiWhitespace(original)));
  }
  const std::string todo = ReadStateFile(folder + "/sequencer/todo");
  if (!todo.empty()) AddOfLine(FirstLine(todo), search);
}

// "Merge branch 'topic' into main" -> "topic".
std::string NameInMergeMessage(const std::string& folder) {
  const std::string line = FirstLine(ReadStateFile(folder + "/MERGE_MSG"));
  const std::vector<std::string> parts = absl::StrSplit(line, '\'');
  return absl::StartsWith(line, "Merge ") && parts.size() > 2 ? parts[1] : "";
}

void AddOfRefs(const GitRepository& repository, const std::string& folder,
               Search* search) {
  if (const auto head = ReadRef(repository, "MERGE_HEAD"); head.has_value()) {
    search->AddMerge(head->Hex(), NameInMergeMessage(folder));
  }
  search->AddRef(MergeInProgress::kPick, "CHERRY_PICK_HEAD");
  search->AddRef(MergeInProgress::kRevert, "REVERT_HEAD");
  search->AddRef(MergeInProgress::kPick, "REBASE_HEAD");
  search->AddRef(MergeInProgress::kStash, "refs/stash");
}

}  // namespace

bool IsTextAt(const GitRepository& repository, const ObjectId& commit,
              const std::string& path, const std::string& text) {
  const absl::StatusOr<GitCommit> read = repository.ReadCommit(commit);
  if (!read.ok()) return false;
  const GitTree tree("", repository.objects(), read->tree, absl::nullopt);
  const auto file = FindFile(tree, path);
  return file.ok() && file->has_value() && (*file)->blob.id() == HashBlob(text);
}

bool MergeInProgress::Fits(const GitRepository& repository,
                           const std::string& path,
                           const InputTexts& texts) const {
  return IsTextAt(repository, theirs, path, texts.theirs) &&
         IsTextAt(repository, ours, path, texts.ours) &&
         (base.IsNull() || IsTextAt(repository, base, path, texts.base));
}

MarkerLabels MergeInProgress::Labels(const GitRepository& repository) const {
  if (kind == kStash) {
    return {"Updated upstream", "Stash base", "Stashed changes"};
  }
  if (kind == kMail) {
    return {"HEAD", "constructed merge base", FirstLine(commit.message)};
  }
  const std::string short_id = ShortIdAsGit(repository, commit.id);
  if (kind == kMerge) {
    const auto both = repository.MergeBase(ours, theirs);
    return {"HEAD", both.ok() ? ShortIdAsGit(repository, *both) : "empty tree",
            name.empty() ? short_id : name};
  }
  const std::string picked =
      absl::StrCat(short_id, " (", FirstLine(commit.message), ")");
  const std::string parent = absl::StrCat("parent of ", picked);
  if (kind == kRevert) return {"HEAD", picked, parent};
  return {"HEAD", parent, picked};
}

std::vector<MergeInProgress> MergesInProgress(
    const GitRepository& repository, const Surroundings& surroundings) {
  Search search(repository);
  for (const auto& [id, name] : surroundings.merge_heads) {
    search.AddMerge(id, name);
  }
  AddOfCommand(surroundings.command, &search);
  const std::string folder = WorktreeGitFolder(repository);
  AddOfSequencer(folder, &search);
  AddOfRefs(repository, folder, &search);
  return std::move(search).Take();
}

absl::optional<Side> FavouredBefore(const GitRepository& repository,
                                    const Surroundings& surroundings) {
  const std::vector<std::string>& command = surroundings.command;
  if (command.empty()) return absl::nullopt;
  const std::string& name = command.front();
  const bool goes_on =
      std::any_of(command.begin(), command.end(), [](const std::string& word) {
        return word == "--continue" || word == "--skip";
      });
  if (!goes_on) return absl::nullopt;
  const std::string folder = WorktreeGitFolder(repository);
  // "--patience --theirs" of a rebase, "strategy-option = theirs" of picks.
  std::string options;
  if (name == "rebase") {
    options = ReadStateFile(folder + "/rebase-merge/strategy_opts");
  } else if (name == "cherry-pick" || name == "revert") {
    options = ReadStateFile(folder + "/sequencer/opts");
  }
  absl::optional<Side> side;
  for (const absl::string_view word :
       absl::StrSplit(options, absl::ByAnyChar(" \t\r\n=-'\""))) {
    if (word == "ours") side = Side::kOurs;
    if (word == "theirs") side = Side::kTheirs;
  }
  return side;
}

}  // namespace patchgraph
