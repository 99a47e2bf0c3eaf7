#include "engine/forms/split_forks.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "engine/graph/kbuild_names.h"
#include "engine/model/repo_path.h"
#include "engine/text/similarity.h"

namespace patchgraph {
namespace {

constexpr int kNamedSimilarity = kMaxSimilarity / 4;
constexpr int kPercent = 100;
// A shorter file is alike to any other of its size.
constexpr size_t kSmallestByContent = 400;

bool MayBeFork(const FileVersions& file) {
  return !file.before.has_value() && file.after.has_value() &&
         IsPlainFile(file.after->mode) && !IsMakefile(file.new_path) &&
         !IsKconfig(file.new_path) && !IsDefconfig(file.new_path);
}

// "time-guest.c" -> "time.c"; with every dash and underscore as the end of the
// original's name.
std::vector<std::string> ShorterNames(absl::string_view name) {
  std::vector<std::string> names;
  const size_t dot = std::min(name.rfind('.'), name.size());
  const absl::string_view stem = name.substr(0, dot);
  for (size_t at = stem.size(); at-- > 1;) {
    if (stem[at] != '-' && stem[at] != '_') continue;
    names.push_back(absl::StrCat(stem.substr(0, at), name.substr(dot)));
  }
  return names;
}

class ForkFinder {
 public:
  explicit ForkFinder(const Tree& before) : before_(before) {}

  absl::StatusOr<absl::optional<ForkOrigin>> Find(const FileVersions& file) {
    const auto bytes = file.after->blob.Read();
    if (!bytes.ok()) return bytes.status();
    if ((*bytes)->empty()) return absl::optional<ForkOrigin>();
    const Fingerprint print(**bytes);
    auto named = NamedLike(file.new_path);
    if (!named.ok()) return named.status();
    auto origin = Best(*named, print, kNamedSimilarity);
    if (!origin.ok()) return origin.status();
    if (origin->has_value()) (*origin)->by_name = true;
    if (origin->has_value() || (*bytes)->size() < kSmallestByContent) {
      return origin;
    }
    auto beside = FilesOf(ParentDirectory(file.new_path));
    if (!beside.ok()) return beside.status();
    return Best(*beside, print, kRenameSimilarity);
  }

 private:
  absl::StatusOr<std::vector<std::string>> FilesOf(
      absl::string_view folder) const {
    std::vector<std::string> files;
    const auto node = before_.Find(folder);
    if (!node.ok()) return node.status();
    if (!node->has_value() || !(*node)->is_directory) return files;
    const auto nodes = before_.List(folder);
    if (!nodes.ok()) return nodes.status();
    for (const NamedNode& named : *nodes) {
      if (!named.node.is_directory && IsPlainFile(named.node.file.mode)) {
        files.push_back(JoinPath(folder, named.name));
      }
    }
    return files;
  }

  // Paths that the name suggests, whether or not something is there.
  absl::StatusOr<std::vector<std::string>> NamedLike(
      const std::string& path) const {
    std::vector<std::string> paths;
    const std::string folder(ParentDirectory(path));
    const std::string name(BaseName(path));
    std::vector<std::string> names = ShorterNames(name);
    paths.reserve(names.size());
    for (const std::string& shorter : names) {
      paths.push_back(JoinPath(folder, shorter));
    }
    names.insert(names.begin(), name);
    const std::vector<std::string> parts = absl::StrSplit(folder, '/');
    for (size_t begin = 1; begin < parts.size(); ++begin) {
      for (size_t end = begin + 1; end <= parts.size(); ++end) {
        std::vector<std::string> rest(parts.begin(), parts.begin() + begin);
        rest.insert(rest.end(), parts.begin() + end, parts.end());
        for (const std::string& each : names) {
          paths.push_back(JoinPath(absl::StrJoin(rest, "/"), each));
        }
      }
    }
    const absl::string_view parent = ParentDirectory(folder);
    const auto node = before_.Find(parent);
    if (!node.ok()) return node.status();
    if (!node->has_value() || !(*node)->is_directory || parent.empty()) {
      return paths;
    }
    const auto beside = before_.List(parent);
    if (!beside.ok()) return beside.status();
    for (const NamedNode& named : *beside) {
      if (!named.node.is_directory || named.name == BaseName(folder)) continue;
      paths.push_back(JoinPath(JoinPath(parent, named.name), name));
    }
    return paths;
  }

  // The most alike of those that are there; of equal ones the first.
  absl::StatusOr<absl::optional<ForkOrigin>> Best(
      const std::vector<std::string>& paths, const Fingerprint& print,
      int minimum) {
    absl::optional<ForkOrigin> best;
    int best_score = minimum - 1;
    for (const std::string& path : paths) {
      const auto other = PrintOf(path);
      if (!other.ok()) return other.status();
      if (*other == nullptr ||
          !SizesAllowSimilarity(print.size(), (*other)->size(), minimum)) {
        continue;
      }
      const int score = Similarity(print, **other);
      if (score <= best_score) continue;
      best_score = score;
      best = ForkOrigin{path, score * kPercent / kMaxSimilarity, false};
    }
    return best;
  }

  // Null where no plain file stands.
  absl::StatusOr<const Fingerprint*> PrintOf(const std::string& path) {
    const auto known = prints_.find(path);
    if (known != prints_.end()) {
      return known->second.has_value() ? &*known->second : nullptr;
    }
    absl::optional<Fingerprint>& print = prints_[path];
    const auto file = FindFile(before_, path);
    if (!file.ok()) return file.status();
    if (!file->has_value() || !IsPlainFile((*file)->mode)) return nullptr;
    const auto bytes = (*file)->blob.Read();
    if (!bytes.ok()) return bytes.status();
    print.emplace(**bytes);
    return &*print;
  }

  const Tree& before_;
  std::map<std::string, absl::optional<Fingerprint>> prints_;
};

}  // namespace

absl::StatusOr<std::map<std::string, ForkOrigin>> FindForks(
    const std::vector<FileVersions>& files, const Tree& before) {
  std::map<std::string, ForkOrigin> forks;
  ForkFinder finder(before);
  for (const FileVersions& file : files) {
    if (!MayBeFork(file)) continue;
    auto origin = finder.Find(file);
    if (!origin.ok()) return origin.status();
    if (origin->has_value()) forks[file.new_path] = **std::move(origin);
  }
  return forks;
}

}  // namespace patchgraph
