#include "engine/report/maintainability/include_counts.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/graph/kbuild_names.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/model/in_parallel.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

using HeaderMask = std::uint64_t;
constexpr size_t kHeadersAtOnce = 64;

bool IsSource(absl::string_view path) {
  return absl::EndsWith(path, ".c") || absl::EndsWith(path, ".S") ||
         absl::EndsWith(path, ".s");
}

class IncludeGraph {
 public:
  explicit IncludeGraph(const Tree& tree) : tree_(tree) {}

  absl::Status Read() {
    absl::Status status = ListSources();
    if (!status.ok()) return status;
    status = InParallel(files_.size(), [&](std::size_t i) {
      const auto bytes = files_[i].state.blob.Read();
      if (!bytes.ok()) return bytes.status();
      for (const auto& [name, quoted] : IncludesIn(**bytes)) {
        files_[i].written.emplace_back(std::string(name), quoted);
      }
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    for (SourceFile& file : files_) Link(&file);
    return absl::OkStatus();
  }

  int CountSources() const {
    int sources = 0;
    for (const SourceFile& file : files_) sources += file.is_source ? 1 : 0;
    return sources;
  }

  // Of at most kHeadersAtOnce headers.
  std::vector<int> Count(absl::Span<const std::string> headers) const {
    std::vector<HeaderMask> included(files_.size());
    for (const std::string& architecture : architectures_) {
      const std::vector<HeaderMask> here = Spread(headers, architecture);
      for (size_t i = 0; i < files_.size(); ++i) included[i] |= here[i];
    }
    std::vector<int> counts(headers.size());
    for (size_t i = 0; i < files_.size(); ++i) {
      if (!files_[i].is_source || included[i] == 0) continue;
      for (size_t bit = 0; bit < headers.size(); ++bit) {
        counts[bit] += static_cast<int>(included[i] >> bit & 1);
      }
    }
    return counts;
  }

 private:
  struct SourceFile {
    std::string path;
    std::string architecture;
    bool is_source = false;
    FileState state;
    std::vector<std::pair<std::string, bool>> written;
    std::vector<int> beside;  // files
    std::vector<int> named;   // positions in names_
  };

  absl::Status ListSources() {
    std::set<std::string> architectures = {""};
    std::vector<std::string> folders = {std::string()};
    while (!folders.empty()) {
      const std::string folder = std::move(folders.back());
      folders.pop_back();
      auto nodes = tree_.List(folder);
      if (!nodes.ok()) return nodes.status();
      for (NamedNode& named : *nodes) {
        std::string path = JoinPath(folder, named.name);
        if (named.node.is_directory) {
          folders.push_back(std::move(path));
          continue;
        }
        const bool is_source = IsSource(path);
        if (!IsPlainFile(named.node.file.mode) ||
            (!is_source && !absl::EndsWith(path, ".h"))) {
          continue;
        }
        by_path_[path] = static_cast<int>(files_.size());
        SourceFile& file = files_.emplace_back();
        file.architecture = PathArchitecture(path);
        architectures.insert(file.architecture);
        file.path = std::move(path);
        file.is_source = is_source;
        file.state = named.node.file;
      }
    }
    // Without any, code is of every architecture.
    if (architectures.size() > 1) architectures.erase("");
    architectures_.assign(architectures.begin(), architectures.end());
    return absl::OkStatus();
  }

  int FindSource(const std::string& path) const {
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? -1 : found->second;
  }

  void Link(SourceFile* file) {
    for (auto& [name, quoted] : file->written) {
      if (quoted) {
        const int beside = FindSource(
            NormalizedPath(JoinPath(ParentDirectory(file->path), name)));
        if (beside >= 0) {
          file->beside.push_back(beside);
          continue;
        }
      }
      const auto [known, is_new] =
          name_numbers_.emplace(name, static_cast<int>(names_.size()));
      if (is_new) names_.push_back(name);
      file->named.push_back(known->second);
    }
    file->written.clear();
  }

  // The file that a name in <> stands for.
  int Resolve(const std::string& name, const std::string& architecture) const {
    std::vector<std::string> paths;
    if (!architecture.empty()) {
      absl::string_view in_asm = name;
      const std::string own = absl::StrCat("include/asm-", architecture, "/");
      if (absl::ConsumePrefix(&in_asm, "asm/")) {
        paths.push_back(absl::StrCat(own, in_asm));
      }
      for (const absl::string_view folder :
           {"/include/", "/include/uapi/", "/"}) {
        paths.push_back(absl::StrCat("arch/", architecture, folder, name));
      }
      for (const absl::string_view machine :
           {"mach-default/", "mach-generic/"}) {
        paths.push_back(absl::StrCat(own, machine, name));
      }
    }
    for (const absl::string_view folder : {"include/", "include/uapi/", ""}) {
      paths.push_back(absl::StrCat(folder, name));
    }
    for (const std::string& path : paths) {
      const int found = FindSource(path);
      if (found >= 0) return found;
    }
    return -1;
  }

  // For each file the headers that it reaches when built for an architecture.
  std::vector<HeaderMask> Spread(absl::Span<const std::string> headers,
                                 const std::string& architecture) const {
    std::vector<int> stands_for(names_.size());
    for (size_t i = 0; i < names_.size(); ++i) {
      stands_for[i] = Resolve(names_[i], architecture);
    }
    std::vector<HeaderMask> own(files_.size());
    for (size_t bit = 0; bit < headers.size(); ++bit) {
      const int file = FindSource(headers[bit]);
      if (file >= 0) own[file] |= HeaderMask{1} << bit;
    }
    std::vector<HeaderMask> reached(files_.size());
    const auto reach = [&](int file) {
      return file < 0 ? HeaderMask{0} : reached[file] | own[file];
    };
    // As often as headers include each other in a row.
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t i = 0; i < files_.size(); ++i) {
        const SourceFile& file = files_[i];
        if (!ArchitecturesMeet(file.architecture, architecture)) continue;
        HeaderMask mask = reached[i];
        for (const int other : file.beside) mask |= reach(other);
        for (const int name : file.named) mask |= reach(stands_for[name]);
        if (mask == reached[i]) continue;
        reached[i] = mask;
        changed = true;
      }
    }
    return reached;
  }

  const Tree& tree_;
  std::vector<SourceFile> files_;
  std::vector<std::string> architectures_;
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, int> name_numbers_;
  absl::flat_hash_map<std::string, int> by_path_;
};

}  // namespace

std::vector<std::pair<absl::string_view, bool>> IncludesIn(
    absl::string_view text) {
  std::vector<std::pair<absl::string_view, bool>> includes;
  for (size_t hash = text.find('#'); hash != absl::string_view::npos;
       hash = text.find('#', hash + 1)) {
    size_t before = hash;
    while (before > 0 &&
           (text[before - 1] == ' ' || text[before - 1] == '\t')) {
      --before;
    }
    if (before > 0 && text[before - 1] != '\n') continue;
    absl::string_view line = text.substr(hash + 1);
    line = absl::StripLeadingAsciiWhitespace(line.substr(0, line.find('\n')));
    if (!absl::ConsumePrefix(&line, "include")) continue;
    line = absl::StripLeadingAsciiWhitespace(line);
    if (line.empty() || (line[0] != '<' && line[0] != '"')) continue;
    const bool quoted = line[0] == '"';
    const size_t end = line.find(quoted ? '"' : '>', 1);
    if (end == absl::string_view::npos || end == 1) continue;
    includes.emplace_back(line.substr(1, end - 1), quoted);
  }
  return includes;
}

absl::StatusOr<IncludeCounts> CountIncludes(
    const Tree& tree, absl::Span<const std::string> headers) {
  IncludeGraph graph(tree);
  absl::Status status = graph.Read();
  if (!status.ok()) return status;
  IncludeCounts counts;
  counts.sources = graph.CountSources();
  for (size_t i = 0; i < headers.size(); i += kHeadersAtOnce) {
    const std::vector<int> some =
        graph.Count(headers.subspan(i, kHeadersAtOnce));
    counts.included_by.insert(counts.included_by.end(), some.begin(),
                              some.end());
  }
  return counts;
}

}  // namespace patchgraph
