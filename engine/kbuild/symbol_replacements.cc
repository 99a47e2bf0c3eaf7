#include "engine/kbuild/symbol_replacements.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "engine/git/git_tree_diff.h"
#include "engine/graph/c_names.h"
#include "engine/graph/c_tokens.h"
#include "engine/kbuild/code_declarations.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/plain_bytes.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"
#include "engine/upstream/path_history.h"

namespace patchgraph {
namespace {

// How far from the commit that removes a declaration those of the same series
// are looked for, that replaced the uses. Not all do that in an order in which
// each step compiles.
constexpr int kLongestSeries = 16;

int CountWord(absl::string_view text, absl::string_view name) {
  int count = 0;
  ForEachWord(text, [&](absl::string_view word) {
    if (word == name) ++count;
  });
  return count;
}

std::vector<CToken> TokensOfLine(absl::string_view line) {
  // The middle of a comment, as it is usually written.
  if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(line), "* ")) {
    return {};
  }
  CTokenizer tokenizer(/*in_comment=*/false);
  return tokenizer.Split(line);
}

bool HasName(const std::vector<CToken>& tokens, absl::string_view name) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const CToken& token) { return token.Is(name); });
}

// What `after` has where `before` has `name`, and how many names differ.
struct LineMatch {
  absl::string_view instead;
  std::size_t differing = 0;  // 0: the lines are not alike
};

LineMatch MatchLines(const std::vector<CToken>& before,
                     const std::vector<CToken>& after, absl::string_view name) {
  if (before.size() != after.size()) return {};
  LineMatch match;
  std::set<std::pair<absl::string_view, absl::string_view>> differing;
  std::size_t same = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].kind != after[i].kind) return {};
    if (before[i].kind != CToken::kName || before[i].text == after[i].text) {
      ++same;
      if (before[i].Is(name)) return {};
      continue;
    }
    differing.emplace(before[i].text, after[i].text);
    if (before[i].text != name) continue;
    if (!match.instead.empty() && match.instead != after[i].text) return {};
    match.instead = after[i].text;
  }
  // Short lines are alike by chance.
  if (differing.size() > 2 || same == 0) return {};
  if (differing.size() == 2 && same < 4) return {};
  match.differing = differing.size();
  return match;
}

class ReplacementFinder {
 public:
  ReplacementFinder(const GitRepository& repository, CommitRange range)
      : repository_(repository), range_(std::move(range)) {}

  absl::Status Find(std::vector<LostSymbol>* lost) {
    std::set<std::string> wanted;
    for (const LostSymbol& symbol : *lost) wanted.insert(symbol.declared_path);
    const std::vector<std::string> paths(wanted.begin(), wanted.end());
    const auto histories = ReadPathHistories(repository_, range_, paths);
    if (!histories.ok()) return histories.status();
    for (LostSymbol& symbol : *lost) {
      const auto path =
          std::lower_bound(paths.begin(), paths.end(), symbol.declared_path);
      const absl::StatusOr<int> commit =
          FindRemoval(symbol, (*histories)[path - paths.begin()]);
      if (!commit.ok()) return commit.status();
      if (*commit < 0) continue;
      symbol.removed_by = range_.commits[*commit];
      absl::Status status = FindReplacement(*commit, &symbol);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  // The newest commit of the history that takes the declaration away; -1: none.
  static absl::StatusOr<int> FindRemoval(const LostSymbol& symbol,
                                         const PathHistory& history) {
    for (const PathChangeNode& change : history.changes) {
      if (change.parents.size() != 1) continue;
      const absl::StatusOr<Bytes> before = PlainBytes(change.parents[0].state);
      if (!before.ok()) return before.status();
      const absl::StatusOr<Bytes> after = PlainBytes(change.state);
      if (!after.ok()) return after.status();
      if (CountWord(**before, symbol.name) <= CountWord(**after, symbol.name)) {
        continue;
      }
      if (Declares(change.parents[0].path, **before, symbol) &&
          !Declares(change.path, **after, symbol)) {
        return change.commit;
      }
    }
    return -1;
  }

  static bool Declares(absl::string_view path, absl::string_view text,
                       const LostSymbol& symbol) {
    ConditionTable table;
    const SurvivingCode code =
        ReadSurvivingCode(path, text, SymbolSettings(), &table);
    const CodeDeclarations names = ReadCodeDeclarations(path, code);
    return std::any_of(names.declared.begin(), names.declared.end(),
                       [&](const CodeName& name) {
                         return !name.is_local && name.space == symbol.space &&
                                name.name == symbol.name;
                       });
  }

  absl::Status FindReplacement(int removal, LostSymbol* symbol) {
    NamePlaces all;
    std::vector<std::pair<int, NamePlaces>> by_commit;
    const GitCommit& last = range_.commits[removal];
    const int end = std::min(removal + kLongestSeries,
                             static_cast<int>(range_.commits.size()));
    for (int i = std::max(removal - kLongestSeries, 0); i < end; ++i) {
      if (range_.commits[i].author != last.author) continue;
      auto places = PlacesOf(range_.commits[i], symbol->name);
      if (!places.ok()) return places.status();
      all += *places;
      by_commit.emplace_back(i, *std::move(places));
    }
    const absl::optional<std::string> instead = PlainAnswer(all);
    if (!instead.has_value()) return absl::OkStatus();
    SymbolReplacement replacement;
    replacement.name = *instead;
    replacement.places = all.instead[*instead];
    replacement.of = all.places;
    int most = 0;
    for (auto& [commit, places] : by_commit) {
      if (places.instead[*instead] <= most) continue;
      most = places.instead[*instead];
      replacement.commit = range_.commits[commit];
    }
    symbol->replacement = std::move(replacement);
    return absl::OkStatus();
  }

  absl::StatusOr<NamePlaces> PlacesOf(const GitCommit& commit,
                                      absl::string_view name) {
    NamePlaces all;
    if (commit.parents.size() != 1) return all;
    const auto files = ChangedCode(commit);
    if (!files.ok()) return files.status();
    for (const CodeTexts& file : **files) {
      if (absl::StrContains(*file.before, name)) {
        all += ComparePlaces(*file.before, *file.after, name);
      }
    }
    return all;
  }

  struct CodeTexts {
    Bytes before;
    Bytes after;
  };
  using ChangedTexts = std::vector<CodeTexts>;

  // The texts of the code that a commit changes; kept, because many names go
  // with one commit.
  absl::StatusOr<const ChangedTexts*> ChangedCode(const GitCommit& commit) {
    std::unique_ptr<const ChangedTexts>& known = texts_[commit.id.Hex()];
    if (known != nullptr) return known.get();
    const absl::StatusOr<GitCommit> parent =
        repository_.ReadCommit(commit.parents[0]);
    if (!parent.ok()) return parent.status();
    const auto changed =
        DiffGitTrees(repository_.objects(), parent->tree, commit.tree);
    if (!changed.ok()) return changed.status();
    auto texts = std::make_unique<ChangedTexts>();
    for (const ChangedFile& file : *changed) {
      if (!file.before.has_value() || !file.after.has_value() ||
          !IsCode(file.path)) {
        continue;
      }
      absl::StatusOr<Bytes> before = PlainBytes(file.before);
      if (!before.ok()) return before.status();
      absl::StatusOr<Bytes> after = PlainBytes(file.after);
      if (!after.ok()) return after.status();
      texts->push_back({*std::move(before), *std::move(after)});
    }
    known = std::move(texts);
    return known.get();
  }

  // The name that replaces the symbol nearly always where anything does, and
  // not by chance.
  static absl::optional<std::string> PlainAnswer(const NamePlaces& all) {
    int replaced = 0;
    for (const auto& [name, places] : all.instead) replaced += places;
    for (const auto& [name, places] : all.instead) {
      const bool alone = all.alone.count(name) > 0;
      if (4 * places >= 3 * replaced && 4 * places >= all.places &&
          (places > 1 || alone)) {
        return name;
      }
    }
    return absl::nullopt;
  }

  const GitRepository& repository_;
  const CommitRange range_;
  std::map<std::string, std::unique_ptr<const ChangedTexts>> texts_;
};

}  // namespace

NamePlaces& NamePlaces::operator+=(const NamePlaces& other) {
  places += other.places;
  for (const auto& [name, count] : other.instead) instead[name] += count;
  for (const auto& [name, count] : other.alone) alone[name] += count;
  return *this;
}

NamePlaces ComparePlaces(absl::string_view before, absl::string_view after,
                         absl::string_view name) {
  NamePlaces result;
  const Lines old_lines(before);
  const Lines new_lines(after);
  for (const Edit& edit : Diff(old_lines, new_lines)) {
    std::vector<std::vector<CToken>> added;
    bool has_added = false;
    for (int i = edit.before_begin; i < edit.before_end; ++i) {
      if (!absl::StrContains(old_lines[i], name)) continue;
      const std::vector<CToken> tokens = TokensOfLine(old_lines[i]);
      if (!HasName(tokens, name)) continue;
      ++result.places;
      for (int j = edit.after_begin; !has_added && j < edit.after_end; ++j) {
        added.push_back(TokensOfLine(new_lines[j]));
      }
      has_added = true;
      LineMatch best;
      std::size_t best_line = 0;
      for (std::size_t j = 0; j < added.size(); ++j) {
        const LineMatch match = MatchLines(tokens, added[j], name);
        if (match.differing == 0) continue;
        if (best.differing != 0 && best.differing <= match.differing) continue;
        best = match;
        best_line = j;
      }
      if (best.differing == 0) continue;
      ++result.instead[std::string(best.instead)];
      if (best.differing == 1) ++result.alone[std::string(best.instead)];
      added[best_line].clear();  // stands for one line only
    }
  }
  return result;
}

absl::Status FindReplacements(const GitRepository& repository,
                              const ObjectId& base, const ObjectId& target,
                              std::vector<LostSymbol>* lost) {
  if (lost->empty()) return absl::OkStatus();
  auto range = ReadCommitRange(repository, base, target);
  if (!range.ok()) return range.status();
  return ReplacementFinder(repository, *std::move(range)).Find(lost);
}

}  // namespace patchgraph
