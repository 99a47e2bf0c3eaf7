#include "engine/resolve/textual/renames.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/resolve/textual/spaced_tokens.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// A change of more than this many bytes is written anew, not renamed.
constexpr std::size_t kLargestChange = 20000;
// Each conflict of a file looks through all of it. With more bytes times
// changes than that it takes longer than anybody waits.
constexpr std::size_t kMostWork = 1000000000;

// Words of C that are no names of anything.
bool IsKeyword(absl::string_view word) {
  static constexpr absl::string_view kKeywords[] = {
      "break",    "case",     "char",    "const",  "continue", "default",
      "do",       "double",   "else",    "enum",   "extern",   "float",
      "for",      "goto",     "if",      "inline", "int",      "long",
      "return",   "register", "short",   "signed", "sizeof",   "static",
      "struct",   "switch",   "typedef", "union",  "unsigned", "void",
      "volatile", "while",    "define",  "undef",  "include",  "ifdef",
      "ifndef",   "elif",     "endif"};
  return std::find(std::begin(kKeywords), std::end(kKeywords), word) !=
         std::end(kKeywords);
}

bool IsName(absl::string_view token) {
  return token.size() > 1 && IsWord(token) && !IsKeyword(token) &&
         !absl::ascii_isdigit(static_cast<unsigned char>(token[0]));
}

absl::flat_hash_set<absl::string_view> NamesIn(absl::string_view text) {
  absl::flat_hash_set<absl::string_view> names;
  const Lines tokens = Tokens(text);
  for (int i = 0; i < tokens.size(); ++i) {
    if (IsName(tokens[i])) names.insert(tokens[i]);
  }
  return names;
}

absl::string_view TokenOf(absl::string_view element) {
  return element.substr(SpaceOf(element).size());
}

// What stands for each name in the changed parts of a file.
class RenameFinder {
 public:
  explicit RenameFinder(std::vector<absl::string_view> lost)
      : lost_(lost.begin(), lost.end()) {}

  void Add(absl::string_view before, absl::string_view after) {
    if (before.size() + after.size() > kLargestChange) return;
    const ThreeTexts texts = CutIntoSpacedTokens(before, after, {});
    DiffOptions options;
    options.algorithm = DiffAlgorithm::kMyers;
    for (const Edit& edit : Diff(texts.base.ids, texts.ours.ids, options)) {
      if (edit.before().size() != edit.after().size()) continue;
      for (int i = 0; i < edit.before().size(); ++i) {
        Pair(TokenOf(texts.base.lines[edit.before_begin + i]),
             TokenOf(texts.ours.lines[edit.after_begin + i]));
      }
    }
  }

  // An empty name for one that has become several, or nothing.
  const NameMap& names() const { return names_; }

 private:
  void Pair(absl::string_view before, absl::string_view after) {
    if (before == after || !lost_.contains(before)) return;
    if (!IsName(after)) after = {};
    const auto [place, is_new] = names_.emplace(before, after);
    if (!is_new && place->second != after) place->second = {};
  }

  absl::flat_hash_set<absl::string_view> lost_;
  NameMap names_;
};

// Those names of a text that the old file has, and the new one has not.
std::vector<absl::string_view> LostNames(absl::string_view text,
                                         absl::string_view before,
                                         absl::string_view after) {
  std::vector<absl::string_view> lost;
  for (const absl::string_view name : NamesIn(text)) {
    if (!UsesName(after, name) && UsesName(before, name)) lost.push_back(name);
  }
  return lost;
}

}  // namespace

bool UsesName(absl::string_view text, absl::string_view name) {
  for (std::size_t at = text.find(name); at != absl::string_view::npos;
       at = text.find(name, at + 1)) {
    const bool begins = at == 0 || !IsWord(text.substr(at - 1, 1));
    if (begins && !IsWord(text.substr(at + name.size(), 1))) return true;
  }
  return false;
}

NameMap RenamesOf(const FileMerge& merge, Side side, absl::string_view used) {
  const bool ours = side == Side::kOurs;
  const Lines& file = ours ? merge.ours : merge.theirs;
  if (used.size() > kLargestChange ||
      file.text().size() >
          kMostWork / std::max<std::size_t>(merge.met.size(), 1)) {
    return {};
  }
  const std::vector<absl::string_view> lost =
      LostNames(used, merge.base.text(), file.text());
  if (lost.empty()) return {};
  RenameFinder finder(lost);
  for (const MergeRegion& region : merge.met) {
    if (region.kind == MergeRegion::kUnchanged) continue;
    const absl::string_view before = merge.base.Range(region.base);
    const bool uses_it =
        std::any_of(lost.begin(), lost.end(), [&](absl::string_view name) {
          return absl::StrContains(before, name);
        });
    if (!uses_it) continue;
    finder.Add(before, file.Range(ours ? region.ours : region.theirs));
  }
  NameMap renames;
  for (const auto& [before, after] : finder.names()) {
    if (!after.empty()) renames.emplace(before, after);
  }
  return renames;
}

std::string Renamed(absl::string_view text, const NameMap& names) {
  std::string renamed;
  const Lines tokens = Tokens(text);
  for (int i = 0; i < tokens.size(); ++i) {
    const auto name = names.find(tokens[i]);
    absl::StrAppend(&renamed, name == names.end() ? tokens[i] : name->second);
  }
  return renamed;
}

}  // namespace patchgraph
