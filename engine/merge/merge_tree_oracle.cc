#include "engine/merge/merge_tree_oracle.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

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

// Where a renamed folder's file has the name of a folder of the base, git now
// and then takes away the wrong version, and has a file without a mode.
bool IsNonsense(const MergeVerdict& verdict) {
  return std::any_of(verdict.stages.begin(), verdict.stages.end(),
                     [](const std::string& stage) {
                       return absl::StartsWith(stage, "000000 ");
                     });
}

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

std::vector<absl::optional<MergeVerdict>> MergeTreeOracle::Ask(
    const std::vector<GeneratedHistory>& histories) {
  Importer importer;
  for (const GeneratedHistory& history : histories) {
    for (const GeneratedCommit& commit : history) importer.Add(commit);
  }
  importer.Import(&git_);
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
    const std::string output = git_.Run(
        "merge-tree --write-tree --stdin 2>git-errors <oracle-input || :",
        merges);
    VerdictReader reader(output);
    bool failed = false;
    while (!reader.AtEnd()) {
      verdicts.emplace_back(reader.Next());
      failed = !verdicts.back().has_value();
      if (!failed && IsNonsense(*verdicts.back())) {
        verdicts.back() = absl::nullopt;
      }
    }
    if (!failed && verdicts.size() < histories.size()) {
      verdicts.emplace_back();
      failed = true;
    }
    if (failed) {
      failures_.push_back(git_.Run("version >/dev/null; cat git-errors"));
    }
  }
  return verdicts;
}

TreeListing MergeTreeOracle::Files(const std::string& tree) {
  const std::string output = git_.Run("ls-tree -r -z " + tree);
  TreeListing files;
  for (absl::string_view line :
       absl::StrSplit(output, '\0', absl::SkipEmpty())) {
    // "mode type id\tpath"
    const std::pair<absl::string_view, absl::string_view> entry =
        absl::StrSplit(line, absl::MaxSplits('\t', 1));
    const std::vector<absl::string_view> words =
        absl::StrSplit(entry.first, ' ');
    files[std::string(entry.second)] = absl::StrCat(words[0], " ", words[2]);
  }
  return files;
}

bool MergeTreeOracle::OnlyLosesFiles(const MergeVerdict& git,
                                     const OwnMerge& ours) {
  MergeVerdict with_our_tree = git;
  with_our_tree.tree = ours.verdict.tree;
  if (git.clean || !(with_our_tree == ours.verdict)) return false;
  std::string moved;
  for (const std::string& message : git.messages) {
    if (absl::StartsWith(message, Name(MergeEvent::kFolderRenameSuggested))) {
      absl::StrAppend(&moved, message, "\n");
    }
  }
  const TreeListing git_files = Files(git.tree);
  size_t lost = 0;
  for (const auto& [path, file] : ours.files) {
    const auto kept = git_files.find(path);
    if (kept != git_files.end()) {
      if (kept->second != file) return false;
      continue;
    }
    ++lost;
    // The folder that git lost it of, or one above, has a file moved to it.
    const std::string top = path.substr(0, path.find('/') + 1);
    if (top.empty() || !absl::StrContains(moved, absl::StrCat(": ", top))) {
      return false;
    }
  }
  return lost > 0 && git_files.size() + lost == ours.files.size();
}

absl::StatusOr<OwnMerge> MergeHistoryOurselves(
    const GeneratedHistory& history) {
  const Ancestry ancestry(history);
  const std::map<std::string, std::shared_ptr<const Tree>> trees =
      TreesOf(history);
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
  return InWords(trees.at(ours), *merge, /*with_files=*/true);
}

}  // namespace patchgraph
