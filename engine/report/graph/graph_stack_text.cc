// Answers about all patches: the overview, order, keystones and islands.

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/graph/graph_answer_text.h"
#include "engine/report/graph/graph_words.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A stack of up to so many patches is shown whole.
constexpr int kFewPatches = 24;
// Of a longer one so many patches of a round or an island are.
constexpr int kFewRows = 8;
constexpr int kFewKeystones = 10;
constexpr int kTopKeystones = 3;
constexpr int kFewIslands = 10;

std::string Patches(int count) { return Counted(count, "patch", "patches"); }

bool ShowsAll(const GraphTextParts& parts) {
  return parts.style().verbose || parts.stack().patch_count() <= kFewPatches;
}

// Rows of patches, of a long stack the first few.
template <typename Numbers>
std::string Rows(const Numbers& numbers, bool with_needs,
                 const GraphTextParts& parts) {
  const int count = numbers.size();
  const int shown = ShowsAll(parts) || count <= kFewRows + 1 ? count : kFewRows;
  std::string out;
  for (int i = 0; i < shown; ++i) {
    absl::StrAppend(&out, parts.Row(numbers.Get(i)));
    if (!with_needs) continue;
    std::vector<std::string> needs;
    for (const GraphEdgeReport& edge : parts.stack().edges()) {
      if (edge.from() != numbers.Get(i)) continue;
      if (edge.implied() && !parts.style().verbose) continue;
      needs.push_back(absl::StrCat(parts.ShortName(edge.to()), " (",
                                   absl::StrJoin(edge.kinds(), ", "), ")"));
    }
    if (needs.empty()) continue;
    absl::StrAppend(
        &out,
        parts.Words(
            absl::StrCat("needs ",
                         Listed(needs, ShowsAll(parts) ? needs.size() : 3)),
            8));
  }
  if (shown < count) {
    absl::StrAppend(&out, parts.Words(absl::StrCat("and ", count - shown,
                                                   " more (-v shows them)"),
                                      4));
  }
  return out;
}

std::string KeystoneWords(const GraphPatchReport& patch) {
  const KeystoneReport& keystone = patch.keystone();
  std::vector<std::string> words;
  if (keystone.conflict_hunks() > 0) {
    words.push_back(absl::StrCat(
        Counted(keystone.conflict_hunks(), "hunk", "hunks"), " in conflict in ",
        Counted(keystone.conflict_files(), "file", "files")));
  }
  if (keystone.patches() > 0) {
    words.push_back(
        absl::StrCat(Patches(keystone.patches()),
                     keystone.patches() == 1 ? " needs it" : " need it"));
  }
  return absl::StrJoin(words, ", ");
}

template <typename Numbers>
std::string KeystoneRows(const Numbers& numbers, int most,
                         const GraphTextParts& parts) {
  const int count = numbers.size();
  const int shown = parts.style().verbose || count <= most + 1 ? count : most;
  std::string out;
  for (int i = 0; i < shown; ++i) {
    const GraphPatchReport& patch = parts.Patch(numbers.Get(i));
    absl::StrAppend(&out, parts.NameRow(patch.number(), KeystoneWords(patch)));
  }
  if (shown < count) {
    absl::StrAppend(&out, "  and ", count - shown, " more\n");
  }
  return out;
}

std::string StackSummary(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  return parts.Words(
      absl::StrCat(parts.Where(), ": ", Patches(stack.patch_count()), ", ",
                   Counted(stack.round_count(), "round", "rounds"), ", ",
                   Counted(stack.island_count(), "island", "islands")),
      0);
}

std::string RoundTitle(const GraphTextParts& parts, int number, int patches) {
  return parts.Title(absl::StrCat("Round ", number, ": ", Patches(patches),
                                  number == 1 ? ", needing no other" : ""));
}

std::string RenderRounds(const GraphTextParts& parts, bool with_needs) {
  std::vector<google::protobuf::RepeatedField<int>> rounds(
      parts.stack().round_count());
  for (const GraphPatchReport& patch : parts.stack().patches()) {
    rounds[patch.round() - 1].Add(patch.number());
  }
  std::string out;
  for (size_t r = 0; r < rounds.size(); ++r) {
    absl::StrAppend(
        &out, "\n",
        RoundTitle(parts, static_cast<int>(r) + 1, rounds[r].size()),
        Rows(rounds[r], with_needs, parts));
  }
  return out;
}

// "Rounds of 47, 10 and 4 patches: …".
std::string RoundWords(const GraphTextParts& parts) {
  std::vector<int> sizes(parts.stack().round_count());
  for (const GraphPatchReport& patch : parts.stack().patches()) {
    ++sizes[patch.round() - 1];
  }
  std::vector<std::string> counts;
  counts.reserve(sizes.size());
  for (const int size : sizes) counts.push_back(absl::StrCat(size));
  return absl::StrCat(
      "Patches by round: ", Listed(counts, 12),
      ". Those of the first need no other; those of one round do not need each "
      "other.");
}

// "2 islands of several patches (6 and 3), 5 patches alone."
std::string IslandWords(const GraphTextParts& parts) {
  std::vector<int> sizes(parts.stack().island_count());
  for (const GraphPatchReport& patch : parts.stack().patches()) {
    ++sizes[patch.island() - 1];
  }
  std::sort(sizes.rbegin(), sizes.rend());
  const auto alone = std::count(sizes.begin(), sizes.end(), 1);
  sizes.resize(sizes.size() - alone);
  std::vector<std::string> counts;
  counts.reserve(sizes.size());
  for (const int size : sizes) counts.push_back(absl::StrCat(size));
  std::vector<std::string> words;
  if (!counts.empty()) {
    words.push_back(absl::StrCat(
        Counted(static_cast<int>(counts.size()), "island", "islands"), " of ",
        Listed(counts, 8), " patches"));
  }
  if (alone > 0) {
    words.push_back(absl::StrCat(Patches(static_cast<int>(alone)),
                                 " without ties to any other"));
  }
  return absl::StrCat(absl::StrJoin(words, "; "), ".");
}

std::string DependencyWords(const GraphTextParts& parts) {
  const std::string pairs = KindWords(parts.stack().pairs());
  if (pairs.empty()) return "No patch needs another one.";
  return absl::StrCat(
      "Pairs of patches by kind of dependency: ", pairs,
      ". Counted here: ", absl::StrJoin(parts.report().kinds(), ", "), ".");
}

}  // namespace

std::string RenderOverview(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  const bool all = ShowsAll(parts);
  std::string out = StackSummary(parts);
  if (all) {
    absl::StrAppend(&out, RenderRounds(parts, true));
  } else {
    absl::StrAppend(&out, "\n", parts.Words(RoundWords(parts), 0));
  }
  if (stack.keystones().patches_size() > 0) {
    absl::StrAppend(&out, "\n", parts.Title("Keystones"),
                    KeystoneRows(stack.keystones().patches(),
                                 all ? kTopKeystones : kFewKeystones, parts));
  }
  absl::StrAppend(&out, "\n", parts.Words(IslandWords(parts), 0),
                  parts.Words(DependencyWords(parts), 0));
  if (!all) {
    absl::StrAppend(&out, parts.Words("-v lists every patch with its needs; "
                                      "so do --order and --islands, in part.",
                                      0));
  }
  return out;
}

std::string RenderOrder(const GraphTextParts& parts) {
  return absl::StrCat(
      StackSummary(parts), RenderRounds(parts, false), "\n",
      parts.Words("Patches of one round do not need each other: they can be "
                  "reviewed side by side, and applied in any order.",
                  0));
}

std::string RenderKeystones(const GraphTextParts& parts) {
  const KeystonesReport& keystones = parts.stack().keystones();
  std::string out =
      parts.Words(absl::StrCat(parts.Where(), ": what hangs on each of ",
                               Patches(parts.stack().patch_count())),
                  0);
  if (keystones.patches().empty() && keystones.sparse().empty()) {
    return absl::StrCat(out, "\nNothing hangs on any of them.\n");
  }
  absl::StrAppend(&out, "\n",
                  KeystoneRows(keystones.patches(), kFewKeystones, parts));
  if (!keystones.sparse().empty()) {
    absl::StrAppend(&out, "\n",
                    parts.Title("Sparse trees, which cannot be dropped like a "
                                "patch"),
                    KeystoneRows(keystones.sparse(), kFewKeystones, parts));
  }
  return out;
}

std::string RenderIslands(const GraphTextParts& parts) {
  std::vector<const IslandReport*> islands;
  std::vector<std::string> alone;
  for (const IslandReport& island : parts.stack().islands().islands()) {
    if (island.patches_size() > 1) {
      islands.push_back(&island);
    } else {
      alone.push_back(parts.Name(island.patches(0)));
    }
  }
  std::stable_sort(islands.begin(), islands.end(),
                   [](const IslandReport* a, const IslandReport* b) {
                     return a->patches_size() > b->patches_size();
                   });
  std::string out = StackSummary(parts);
  const size_t shown = ShowsAll(parts) || islands.size() <= kFewIslands + 1
                           ? islands.size()
                           : kFewIslands;
  for (size_t i = 0; i < shown; ++i) {
    const IslandReport& island = *islands[i];
    std::string title = absl::StrCat("Island ", island.number(), ": ",
                                     Patches(island.patches_size()));
    absl::StrAppend(&out, "\n", parts.Title(title),
                    Rows(island.patches(), false, parts));
    if (island.tied_to_size() > 0) {
      std::vector<std::string> others;
      for (const int other : island.tied_to()) {
        others.push_back(absl::StrCat(other));
      }
      absl::StrAppend(
          &out,
          parts.Words(absl::StrCat("kinds that do not count here tie it to ",
                                   others.size() == 1 ? "island " : "islands ",
                                   Listed(others, 6)),
                      4));
    }
  }
  if (shown < islands.size()) {
    absl::StrAppend(&out, "\nand ", islands.size() - shown,
                    " more islands of several patches (-v shows them)\n");
  }
  if (!alone.empty()) {
    absl::StrAppend(
        &out, "\n",
        parts.Title(absl::StrCat(Patches(static_cast<int>(alone.size())),
                                 " without ties")),
        parts.Words(Listed(alone, ShowsAll(parts) ? alone.size() : kFewRows),
                    2));
  }
  return out;
}

}  // namespace patchgraph
