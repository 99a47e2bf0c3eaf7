#include "engine/merge/merge_tree_oracle.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/merge/tree_object.h"
#include "engine/merge/tree_view.h"
#include "engine/model/overlay.h"
#include "engine/text/git_oracle.h"

namespace patchgraph {
namespace {

std::string Data(absl::string_view bytes) {
  return absl::StrCat("data ", bytes.size(), "\n", bytes, "\n");
}

// Hands commits to `git fast-import`, all at once, and names them in a file of
// packed refs: thousands of refs one by one would take longer than the merges.
class Importer {
 public:
  void Add(const GeneratedCommit& commit) {
    const int mark = static_cast<int>(marks_.size()) + 1;
    marks_[commit.name] = mark;
    absl::StrAppend(&stream_, "reset refs/heads/last\ncommit refs/heads/last\n",
                    "mark :", mark,
                    "\ncommitter A U Thor <author@example.com> ", commit.date,
                    " +0000\n", Data(commit.name));
    const char* word = "from";
    for (const std::string& parent : commit.parents) {
      absl::StrAppend(&stream_, word, " :", marks_.at(parent), "\n");
      word = "merge";
    }
    absl::StrAppend(&stream_, "deleteall\n");
    for (const auto& [path, file] : commit.files) AddFile(path, file);
  }

  void Import(GitOracle* git) {
    git->Run("fast-import --quiet --force --export-marks=marks", stream_);
    std::map<std::string, std::string> ids;  // by mark
    const std::string marks = git->Run("version >/dev/null; cat marks");
    for (absl::string_view line :
         absl::StrSplit(marks, '\n', absl::SkipEmpty())) {
      const std::pair<std::string, std::string> mark =
          absl::StrSplit(line, absl::MaxSplits(' ', 1));
      ids[mark.first.substr(1)] = mark.second;
    }
    std::string refs = "# pack-refs with: sorted\n";
    for (const auto& [name, mark] : marks_) {
      absl::StrAppend(&refs, ids[std::to_string(mark)], " refs/heads/", name,
                      "\n");
    }
    git->Run("version >/dev/null; cp oracle-input packed-refs", refs);
  }

 private:
  void AddFile(const std::string& path, const FileState& file) {
    absl::StrAppendFormat(&stream_, "M %06o ", static_cast<int>(file.mode));
    if (file.mode == FileMode::kSubmodule) {
      absl::StrAppend(&stream_, file.blob.id().Hex(), " ", path, "\n");
    } else {
      absl::StrAppend(&stream_, "inline ", path, "\n",
                      Data(**file.blob.Read()));
    }
  }

  std::string stream_;
  std::map<std::string, int> marks_;
};

// Reads the fields of `git merge-tree --stdin`, which end in NUL.
class VerdictReader {
 public:
  explicit VerdictReader(absl::string_view output) : rest_(output) {}

  bool AtEnd() const { return rest_.empty(); }

  absl::optional<MergeVerdict> Next() {
    MergeVerdict verdict;
    verdict.clean = Field() == "1";
    verdict.tree = Field();
    if (!verdict.clean) {
      for (std::string field = Field(); !field.empty(); field = Field()) {
        // "mode id stage\tpath"
        std::replace(field.begin(), field.end(), '\t', ' ');
        verdict.stages.push_back(std::move(field));
      }
      ReadMessages(&verdict);
    } else {
      Field();
    }
    if (failed_) return absl::nullopt;
    return verdict;
  }

 private:
  void ReadMessages(MergeVerdict* verdict) {
    for (;;) {
      const std::string count = Field();
      int paths = 0;
      // What is no number is advice on submodules, which comes last.
      if (failed_ || !absl::SimpleAtoi(count, &paths)) return;
      std::vector<std::string> names(paths);
      for (std::string& name : names) name = Field();
      std::string type = Field();
      Field();  // the message for people
      if (absl::StartsWith(type, "CONFLICT")) {
        const size_t open = type.find('(');
        type = type.substr(open + 1, type.size() - open - 2);
      }
      verdict->messages.push_back(
          absl::StrCat(type, ": ", absl::StrJoin(names, " ")));
    }
  }

  std::string Field() {
    const size_t end = rest_.find('\0');
    if (end == absl::string_view::npos) {
      failed_ = true;
      rest_ = {};
      return "";
    }
    std::string field(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return field;
  }

  absl::string_view rest_;
  bool failed_ = false;
};

// Ancestry of a generated history by brute force.
class Ancestry {
 public:
  explicit Ancestry(const GeneratedHistory& history) {
    for (const GeneratedCommit& commit : history) {
      std::set<std::string>& all = reachable_[commit.name];
      all.insert(commit.name);
      for (const std::string& parent : commit.parents) {
        all.insert(reachable_[parent].begin(), reachable_[parent].end());
      }
      date_[commit.name] = commit.date;
    }
  }

  std::vector<std::string> MergeBases(
      const std::string& one, absl::Span<const std::string> others) const {
    std::set<std::string> common;
    for (const std::string& other : others) {
      for (const std::string& commit : reachable_.at(other)) {
        if (reachable_.at(one).count(commit) > 0) common.insert(commit);
      }
    }
    std::vector<std::string> best;
    for (const std::string& commit : common) {
      const bool reached_by_another = std::any_of(
          common.begin(), common.end(), [&](const std::string& later) {
            return later != commit && reachable_.at(later).count(commit) > 0;
          });
      if (!reached_by_another) best.push_back(commit);
    }
    std::sort(best.begin(), best.end(),
              [this](const std::string& a, const std::string& b) {
                return date_.at(a) > date_.at(b);
              });
    return best;
  }

 private:
  std::map<std::string, std::set<std::string>> reachable_;
  std::map<std::string, int64_t> date_;
};

}  // namespace

std::string MergeVerdict::ToString() const {
  return absl::StrCat(clean ? "clean " : "conflicts ", tree, "\n  ",
                      absl::StrJoin(stages, "\n  "), "\n  ",
                      absl::StrJoin(messages, "\n  "), "\n");
}

MergeVerdict VerdictOf(const Tree& ours, const TreeMerge& merge) {
  MergeVerdict verdict;
  verdict.clean = merge.clean;
  Overlay result(std::shared_ptr<const Tree>(&ours, [](const Tree*) {}),
                 "result");
  for (const auto& [path, file] : merge.edits) {
    if (file.has_value()) {
      result.Put(path, *file);
    } else {
      result.Remove(path);
    }
  }
  TreeViews views;
  const auto root = views.Of(result)->List("");
  verdict.tree = root.ok() ? HashTree(**root).Hex() : root.status().ToString();
  // git tells no more of a clean merge.
  if (merge.clean) return verdict;
  for (const StagedFile& staged : merge.stages) {
    verdict.stages.push_back(absl::StrFormat(
        "%06o %s %d %s", static_cast<int>(staged.file.mode),
        staged.file.blob.id().Hex(), staged.stage, staged.path));
  }
  for (const MergeMessage& message : merge.messages) {
    verdict.messages.push_back(absl::StrCat(Name(message.event), ": ",
                                            absl::StrJoin(message.paths, " ")));
  }
  return verdict;
}

std::vector<absl::optional<MergeVerdict>> AskGit(
    const std::vector<GeneratedHistory>& histories) {
  GitOracle git;
  Importer importer;
  for (const GeneratedHistory& history : histories) {
    for (const GeneratedCommit& commit : history) importer.Add(commit);
  }
  importer.Import(&git);
  std::vector<absl::optional<MergeVerdict>> verdicts;
  while (verdicts.size() < histories.size()) {
    std::string merges;
    for (size_t i = verdicts.size(); i < histories.size(); ++i) {
      const GeneratedHistory& history = histories[i];
      absl::StrAppend(&merges, history[history.size() - 2].name, " ",
                      history.back().name, "\n");
    }
    // Where git fails, which it does now and then, the merges behind it are
    // asked for once more.
    const std::string output = git.Run(
        "merge-tree --write-tree --stdin 2>git-errors <oracle-input || :",
        merges);
    VerdictReader reader(output);
    bool failed = false;
    while (!reader.AtEnd()) {
      verdicts.push_back(reader.Next());
      failed = !verdicts.back().has_value();
    }
    if (!failed && verdicts.size() < histories.size()) {
      verdicts.push_back(absl::nullopt);
    }
  }
  return verdicts;
}

absl::StatusOr<MergeVerdict> MergeHistoryOurselves(
    const GeneratedHistory& history) {
  const Ancestry ancestry(history);
  std::map<std::string, std::shared_ptr<const Tree>> trees;
  for (const GeneratedCommit& commit : history) {
    trees[commit.name] = TreeOf(commit.files, commit.name);
  }
  MergeHistory callbacks;
  callbacks.merge_bases = [&ancestry](const std::string& one,
                                      absl::Span<const std::string> others)
      -> absl::StatusOr<std::vector<std::string>> {
    return ancestry.MergeBases(one, others);
  };
  callbacks.tree = [&trees](const std::string& commit)
      -> absl::StatusOr<std::shared_ptr<const Tree>> {
    return trees.at(commit);
  };
  const std::string& ours = history[history.size() - 2].name;
  const std::string& theirs = history.back().name;
  TreeMergeOptions options;
  options.ours_label = ours;
  options.theirs_label = theirs;
  const auto merge = MergeCommits(ours, theirs, callbacks, options);
  if (!merge.ok()) return merge.status();
  return VerdictOf(*trees.at(ours), *merge);
}

}  // namespace patchgraph
