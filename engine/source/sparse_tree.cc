#include "engine/source/sparse_tree.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"
#include "engine/source/left_out_note.h"

namespace patchgraph {
namespace {

bool IsVersionControl(absl::string_view name) {
  return name == ".git" || name == ".hg" || name == ".svn" || name == "CVS" ||
         name == ".bzr";
}

bool IsLeftover(absl::string_view name) {
  return absl::EndsWith(name, "~") || absl::EndsWith(name, ".orig") ||
         absl::EndsWith(name, ".rej") || absl::StartsWith(name, ".#") ||
         (absl::StartsWith(name, "#") && absl::EndsWith(name, "#")) ||
         (absl::StartsWith(name, ".") &&
          (absl::EndsWith(name, ".swp") || absl::EndsWith(name, ".swo")));
}

class Reader {
 public:
  Reader(const Tree& files, absl::string_view at) : files_(files), at_(at) {}

  absl::Status Read(absl::string_view directory) {
    auto nodes = files_.List(directory);
    if (!nodes.ok()) return nodes.status();
    for (const NamedNode& named : *nodes) {
      const std::string path = JoinPath(directory, named.name);
      const bool is_directory = named.node.is_directory;
      if (IsVersionControl(named.name) ||
          (!is_directory && IsLeftover(named.name))) {
        left_out_.push_back(path);
        continue;
      }
      absl::Status status =
          is_directory ? Read(path) : Add(path, named.node.file);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  Series Result(const std::vector<std::string>& passed_over) && {
    left_out_.insert(left_out_.end(), passed_over.begin(), passed_over.end());
    std::sort(left_out_.begin(), left_out_.end());
    std::sort(changes_.begin(), changes_.end(),
              [](const FileChange& a, const FileChange& b) {
                return a.new_path < b.new_path;
              });
    Patch patch;
    patch.name = std::string(BaseName(files_.name()));
    patch.source = files_.name();
    patch.sparse = true;
    patch.files = std::move(changes_);
    Series series;
    series.name = patch.name;
    series.patches.push_back(std::move(patch));
    if (!left_out_.empty()) {
      series.notes.push_back(LeftOutNote(
          absl::StrCat("sparse tree ", files_.name()),
          "path that is no content", "paths that are no content", left_out_));
    }
    return series;
  }

 private:
  absl::Status Add(absl::string_view path, const FileState& file) {
    FileChange change;
    change.kind = FileChange::Kind::kAdd;
    change.new_path = JoinPath(at_, path);
    absl::Status status = CheckRepoPath(change.new_path);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(files_.name(), ": ", status.message()));
    }
    change.old_path = change.new_path;
    change.replacement = file;
    changes_.push_back(std::move(change));
    return absl::OkStatus();
  }

  const Tree& files_;
  absl::string_view at_;
  std::vector<FileChange> changes_;
  std::vector<std::string> left_out_;
};

// `passed_over` is asked at the end for what the tree does not list.
absl::StatusOr<Series> ReadTree(
    const Tree& files, absl::string_view at,
    const std::function<std::vector<std::string>()>& passed_over) {
  while (absl::EndsWith(at, "/")) at.remove_suffix(1);
  if (!at.empty()) {
    absl::Status status = CheckRepoPath(at);
    if (!status.ok()) return status;
  }
  Reader reader(files, at);
  if (absl::Status status = reader.Read(""); !status.ok()) return status;
  Series series = std::move(reader).Result(passed_over());
  if (series.patches.front().files.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("sparse tree ", files.name(), " has no files"));
  }
  return series;
}

}  // namespace

absl::StatusOr<Series> ReadSparseTree(const Tree& files, absl::string_view at) {
  return ReadTree(files, at, [] { return std::vector<std::string>(); });
}

absl::StatusOr<Series> ReadSparseTree(const DirectoryTree& files,
                                      absl::string_view at) {
  return ReadTree(files, at, [&files] { return files.PassedOver(); });
}

}  // namespace patchgraph
