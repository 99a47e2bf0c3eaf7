#include "engine/forks/fork_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

bool HasLetter(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char byte) {
    return absl::ascii_isalpha(byte);
  });
}

void AddShorterNames(absl::string_view path,
                     std::vector<NamedOriginal>* found) {
  const absl::string_view folder = ParentDirectory(path);
  const absl::string_view name = BaseName(path);
  const absl::string_view extension = ExtensionOf(path);
  const absl::string_view stem = name.substr(0, name.size() - extension.size());
  for (std::size_t at = stem.size(); at-- > 1;) {
    if (stem[at] != '-' && stem[at] != '_') continue;
    const absl::string_view mark = stem.substr(at);
    if (!HasLetter(mark)) continue;
    found->push_back(
        {JoinPath(folder, absl::StrCat(stem.substr(0, at), extension)),
         ForkEvidence::kSuffix, std::string(mark)});
  }
}

// A header that shadows another lies a few folders deeper, in a tree that
// people can find their way in.
constexpr std::size_t kMostFolders = 16;
constexpr std::size_t kMostLeftOut = 4;

// The more of the path stays, the earlier.
void AddShadowed(absl::string_view path, std::vector<NamedOriginal>* found) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(ParentDirectory(path), '/');
  if (parts.size() > kMostFolders) return;
  const absl::Span<const absl::string_view> all(parts);
  const std::size_t most = std::min(parts.size() - 1, kMostLeftOut);
  for (std::size_t taken = 1; taken <= most; ++taken) {
    for (std::size_t begin = 1; begin + taken <= parts.size(); ++begin) {
      std::vector<absl::string_view> rest(parts.begin(), parts.begin() + begin);
      rest.insert(rest.end(), parts.begin() + begin + taken, parts.end());
      found->push_back({JoinPath(absl::StrJoin(rest, "/"), BaseName(path)),
                        ForkEvidence::kIncludePath,
                        absl::StrJoin(all.subspan(begin, taken), "/")});
    }
  }
}

}  // namespace

absl::string_view Name(ForkEvidence how) {
  switch (how) {
    case ForkEvidence::kSuffix:
      return "suffix";
    case ForkEvidence::kIncludePath:
      return "include path";
    case ForkEvidence::kFolder:
      return "folder";
    case ForkEvidence::kContent:
      return "content";
  }
  return "content";
}

absl::string_view ExtensionOf(absl::string_view path) {
  const absl::string_view name = BaseName(path);
  const std::size_t dot = name.rfind('.');
  return dot == absl::string_view::npos || dot == 0 ? absl::string_view()
                                                    : name.substr(dot);
}

std::string LanguageOf(absl::string_view path) {
  const absl::string_view extension = ExtensionOf(path);
  if (extension == ".c" || extension == ".h" || extension == ".S") return ".c";
  return std::string(extension.empty() ? BaseName(path) : extension);
}

bool AreInSiblingFolders(absl::string_view a, absl::string_view b) {
  const absl::string_view a_folder = ParentDirectory(a);
  const absl::string_view b_folder = ParentDirectory(b);
  return a_folder != b_folder && !a_folder.empty() && !b_folder.empty() &&
         ParentDirectory(a_folder) == ParentDirectory(b_folder);
}

std::vector<NamedOriginal> OriginalsNamedBy(absl::string_view path) {
  std::vector<NamedOriginal> found;
  AddShorterNames(path, &found);
  if (ExtensionOf(path) == ".h") AddShadowed(path, &found);
  return found;
}

}  // namespace patchgraph
