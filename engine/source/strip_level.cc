#include "engine/source/strip_level.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"
#include "engine/source/diff_reader_cursor.h"

namespace patchgraph {
namespace {

bool Moves(const FileChange& file) {
  return file.kind == FileChange::Kind::kRename ||
         file.kind == FileChange::Kind::kCopy;
}

// Strips the names of one file change.
class PathStripper {
 public:
  PathStripper(int level, const Tree* base, const Patch& patch,
               FileChange* file)
      : level_(level), base_(base), patch_(patch), file_(*file) {}

  absl::Status Strip() {
    std::string old_path;
    std::string new_path;
    absl::Status status = StripAndCheck(file_.old_path, &old_path);
    if (status.ok()) status = StripAndCheck(file_.new_path, &new_path);
    if (!status.ok()) return status;
    const bool one_path = !Moves(file_);
    if (old_path.empty() && new_path.empty()) return TooShort(file_.new_path);
    if (!one_path && old_path.empty()) return TooShort(file_.old_path);
    if (!one_path && new_path.empty()) return TooShort(file_.new_path);
    if (one_path && old_path != new_path) {
      auto path = Choose(old_path, new_path);
      if (!path.ok()) return path.status();
      old_path = *path;
      new_path = *std::move(path);
    }
    file_.old_path = std::move(old_path);
    file_.new_path = std::move(new_path);
    return absl::OkStatus();
  }

 private:
  absl::Status Fail(absl::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat(patch_.source, ":", file_.line_in_file, ": patch ",
                     patch_.name, ": ", what));
  }

  absl::Status TooShort(absl::string_view name) const {
    return Fail(absl::StrCat("the path ", Quote(name),
                             " has too few components to strip ", level_));
  }

  // Leaves `path` empty where the name has too few components.
  absl::Status StripAndCheck(absl::string_view name, std::string* path) const {
    if (absl::StartsWith(name, "/")) {
      return Fail(absl::StrCat("path ", Quote(name), " is absolute"));
    }
    const auto stripped = StripName(name, level_);
    if (!stripped.has_value()) return absl::OkStatus();
    *path = std::string(*stripped);
    absl::Status status = CheckRepoPath(*path);
    return status.ok() ? status : Fail(status.message());
  }

  absl::StatusOr<std::string> Choose(const std::string& old_path,
                                     const std::string& new_path) const {
    if (old_path.empty()) return new_path;
    if (new_path.empty()) return old_path;
    if (base_ != nullptr) {
      for (const std::string& path : {new_path, old_path}) {
        auto file = FindFile(*base_, path);
        if (!file.ok()) return file.status();
        if (file->has_value()) return path;
      }
    }
    return Rank(old_path) < Rank(new_path) ? old_path : new_path;
  }

  // As patch(1) ranks names: the fewest components, then the shortest last
  // component, then the shortest name.
  static std::vector<size_t> Rank(absl::string_view path) {
    const auto slashes = std::count(path.begin(), path.end(), '/');
    return {static_cast<size_t>(slashes), BaseName(path).size(), path.size()};
  }

  const int level_;
  const Tree* base_;
  const Patch& patch_;
  FileChange& file_;
};

}  // namespace

absl::optional<absl::string_view> StripName(absl::string_view name, int level) {
  for (; level > 0; --level) {
    const size_t slash = name.find('/');
    if (slash == absl::string_view::npos) return absl::nullopt;
    const size_t next = name.find_first_not_of('/', slash);
    if (next == absl::string_view::npos) return absl::nullopt;
    name.remove_prefix(next);
  }
  if (name.empty()) return absl::nullopt;
  return name;
}

absl::Status StripPaths(int level, const Tree* base, Patch* patch) {
  for (FileChange& file : patch->files) {
    absl::Status status = PathStripper(level, base, *patch, &file).Strip();
    if (!status.ok()) return status;
  }
  patch->strip = level;
  return absl::OkStatus();
}

}  // namespace patchgraph
