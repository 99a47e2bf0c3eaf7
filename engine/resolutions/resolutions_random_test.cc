// Generated merges, resolved at random: what is learnt is what was put there;
// it is applied again where the conflict is the same, and nowhere else.

#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/resolutions/conflict_pieces.h"
#include "engine/resolutions/find_results.h"
#include "engine/resolutions/learn_resolutions.h"
#include "engine/resolutions/resolution.h"
#include "engine/resolutions/reuse_resolutions.h"
#include "engine/text/lines.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr int kRounds = 4000;

struct ThreeTexts {
  std::string base;
  std::string ours;
  std::string theirs;
};

// A side without a last line feed is shown with one.
bool AreShownAsTheyAre(const ThreeTexts& texts) {
  return absl::EndsWith(texts.base, "\n") && absl::EndsWith(texts.ours, "\n") &&
         absl::EndsWith(texts.theirs, "\n");
}

// A conflict as git shows it, read off a rendered text by its markers and not
// by way of the code under test.
struct ShownConflict {
  std::string base, ours, theirs, before, after;
};

RenderOptions Diff3() {
  RenderOptions options;
  options.style = ConflictStyle::kDiff3;
  // Too long to be in any of the texts.
  options.marker_size = 40;
  return options;
}

// The lines next to each conflict, up to the next one, and what is in it. Texts
// are cut by hand: markers stand alone on their lines.
std::vector<ShownConflict> ShownConflicts(const FileMerge& merge) {
  const std::string text = Render(merge, Diff3());
  std::vector<ShownConflict> shown;
  std::vector<std::string> between = {""};
  std::string ours_base_theirs[3];
  int part = -1;  // between conflicts
  const Lines lines(text);
  for (int i = 0; i < lines.size(); ++i) {
    const absl::string_view line = lines[i];
    if (absl::StartsWith(line, std::string(40, '<'))) {
      part = 0;
    } else if (absl::StartsWith(line, std::string(40, '|'))) {
      part = 1;
    } else if (absl::StartsWith(line, std::string(40, '='))) {
      part = 2;
    } else if (absl::StartsWith(line, std::string(40, '>'))) {
      part = -1;
      if (ours_base_theirs[0] == ours_base_theirs[2]) {
        between.back() += ours_base_theirs[0];
      } else {
        shown.push_back({ours_base_theirs[1], ours_base_theirs[0],
                         ours_base_theirs[2], "", ""});
        between.emplace_back();
      }
      for (std::string& side : ours_base_theirs) side.clear();
    } else {
      std::string& to = part < 0 ? between.back() : ours_base_theirs[part];
      absl::StrAppend(&to, line);
    }
  }
  for (size_t i = 0; i < shown.size(); ++i) {
    const Lines before(between[i]);
    const Lines after(between[i + 1]);
    for (int line = std::max(0, before.size() - 3); line < before.size();
         ++line) {
      absl::StrAppend(&shown[i].before, before[line]);
    }
    for (int line = 0; line < std::min(3, after.size()); ++line) {
      absl::StrAppend(&shown[i].after, after[line]);
    }
  }
  return shown;
}

std::string Print(const ShownConflict& conflict) {
  return absl::StrCat(conflict.before, "\n<<\n", conflict.ours, "\n||\n",
                      conflict.base, "\n==\n", conflict.theirs, "\n>>\n",
                      conflict.after);
}

class ResolutionsRandomTest : public testing::Test {
 protected:
  ResolutionsRandomTest() : seed_(TestSeed(20060403)), generator_(seed_) {
    generator_.Restock();
  }

  ThreeTexts NewTexts() {
    if (generator_.Below(10) == 0) generator_.Restock();
    const TextGenerator::Text base = generator_.NewText();
    return {generator_.Join(base),
            generator_.Join(generator_.Edited(base, 1 + generator_.Below(6))),
            generator_.Join(generator_.Edited(base, 1 + generator_.Below(6)))};
  }

  std::string Choose(const ConflictIdentity& conflict, bool at_end) {
    std::string result;
    switch (generator_.Below(6)) {
      case 0:
        result = conflict.ours;
        break;
      case 1:
        result = conflict.theirs;
        break;
      case 2:
        result = absl::StrCat(conflict.ours, conflict.theirs);
        break;
      case 3:
        break;
      default:
        result = generator_.Join(generator_.NewText());
    }
    if (!at_end && !result.empty() && result.back() != '\n') result += "\n";
    return result;
  }

  // The file as a person would leave it; `results` are what was put in.
  std::string Resolve(const FileMerge& merge,
                      std::vector<std::string>* results) {
    const ConflictPieces pieces = TakeApart(merge);
    std::string text;
    for (size_t i = 0; i < pieces.conflicts.size(); ++i) {
      results->push_back(
          Choose(pieces.conflicts[i], pieces.clean[i + 1].empty()));
      absl::StrAppend(&text, pieces.clean[i], results->back());
    }
    return absl::StrCat(text, pieces.clean.back());
  }

  ReusedText Reuse(const std::vector<Resolution>& kept,
                   const FileMerge& merge) {
    std::map<std::string, std::vector<Resolution>> by_key;
    for (const Resolution& resolution : kept) {
      auto& same = by_key[KeyOf(resolution.conflict)];
      // A store has each only once.
      if (same.empty() || IdOf(same.front()) != IdOf(resolution)) {
        same.push_back(resolution);
      }
    }
    ReuseOptions options;
    options.mode = ReuseMode::kAuto;
    options.marker_size = 40;
    const auto reused = ReuseInText(
        merge, {"f"},
        [&by_key](const std::string& key) {
          return absl::StatusOr<std::vector<Resolution>>(by_key[key]);
        },
        options);
    EXPECT_TRUE(reused.ok());
    return *reused;
  }

  std::uint64_t seed_;
  TextGenerator generator_;
};

TEST_F(ResolutionsRandomTest, AreKnownByWhatGitShows) {
  int conflicts = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", seed_, ", round ", round));
    const ThreeTexts texts = NewTexts();
    if (!AreShownAsTheyAre(texts)) continue;
    const FileMerge merge = Merge(texts.base, texts.ours, texts.theirs);
    const ConflictPieces pieces = TakeApart(merge);
    const std::vector<ShownConflict> shown = ShownConflicts(merge);
    ASSERT_EQ(pieces.conflicts.size(), shown.size());
    for (size_t i = 0; i < shown.size(); ++i) {
      const ConflictIdentity& known = pieces.conflicts[i];
      ASSERT_EQ(Print({known.base, known.ours, known.theirs, known.before,
                       known.after}),
                Print(shown[i]));
      ++conflicts;
    }
  }
  EXPECT_GT(conflicts, kRounds / 4);
}

TEST_F(ResolutionsRandomTest, WhatIsLearntIsWhatWasPutThere) {
  int learnt = 0;
  int not_learnt = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", seed_, ", round ", round));
    const ThreeTexts texts = NewTexts();
    const FileMerge merge = Merge(texts.base, texts.ours, texts.theirs);
    std::vector<std::string> results;
    const std::string resolved = Resolve(merge, &results);
    if (results.empty()) continue;
    const LearnedResolutions learned = LearnFromText(merge, resolved, "f", {});
    const ConflictPieces pieces = TakeApart(merge);
    ASSERT_EQ(learned.learned.size() + learned.not_learned.size(),
              results.size());
    learnt += static_cast<int>(learned.learned.size());
    not_learnt += static_cast<int>(learned.not_learned.size());
    size_t i = 0;
    for (const Resolution& resolution : learned.learned) {
      while (pieces.conflicts[i] != resolution.conflict) ++i;
      ASSERT_EQ(resolution.result, results[i]);
      ++i;
    }

    // And the same merge comes out as the person left it, or with markers where
    // it may not.
    const ReusedText reused = Reuse(learned.learned, merge);
    if (reused.open == 0) {
      ASSERT_EQ(reused.text, resolved);
    }
  }
  std::cout << learnt << " learnt, " << not_learnt << " not\n";
  EXPECT_GT(learnt, 10 * not_learnt);
}

TEST_F(ResolutionsRandomTest, AConflictElsewhereLosesNone) {
  int applied = 0;
  int lost = 0;
  // Before and after a distance, both sides change the same line.
  std::string distance;
  for (int i = 0; i < 8; ++i) absl::StrAppend(&distance, "distance ", i, "\n");
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", seed_, ", round ", round));
    const ThreeTexts texts = NewTexts();
    const ThreeTexts first = {absl::StrCat(distance, texts.base),
                              absl::StrCat(distance, texts.ours),
                              absl::StrCat(distance, texts.theirs)};
    const FileMerge merge = Merge(first.base, first.ours, first.theirs);
    std::vector<std::string> results;
    const std::string resolved = Resolve(merge, &results);
    if (results.empty()) continue;
    const LearnedResolutions learned = LearnFromText(merge, resolved, "f", {});
    if (Reuse(learned.learned, merge).open != 0) continue;

    const ThreeTexts more = {absl::StrCat("new 1\n", first.base),
                             absl::StrCat("new 2\n", first.ours),
                             absl::StrCat("new 3\n", first.theirs)};
    const FileMerge now = Merge(more.base, more.ours, more.theirs);
    const ReusedText reused = Reuse(learned.learned, now);
    if (reused.open != 1) {
      ++lost;  // the diff went other ways
      continue;
    }
    const std::string bar(40, '=');
    ASSERT_EQ(reused.text,
              absl::StrCat(std::string(40, '<'), "\nnew 2\n",
                           std::string(40, '|'), "\nnew 1\n", bar, "\nnew 3\n",
                           std::string(40, '>'), "\n", resolved));
    ++applied;
  }
  std::cout << applied << " applied again, " << lost << " lost\n";
  EXPECT_GT(applied, 100 * lost);
}

// One line of one text is changed, anywhere. What is applied then is for a
// conflict that git shows as it did.
TEST_F(ResolutionsRandomTest, AChangedConflictIsAnother) {
  int same = 0;
  int changed = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", seed_, ", round ", round));
    ThreeTexts texts = NewTexts();
    if (!AreShownAsTheyAre(texts)) continue;
    const FileMerge merge = Merge(texts.base, texts.ours, texts.theirs);
    std::vector<std::string> results;
    const std::string resolved = Resolve(merge, &results);
    if (results.empty()) continue;
    const LearnedResolutions learned = LearnFromText(merge, resolved, "f", {});
    std::map<std::string, int> before;
    for (const ShownConflict& shown : ShownConflicts(merge)) {
      ++before[Print(shown)];
    }

    std::string* which[] = {&texts.base, &texts.ours, &texts.theirs};
    std::string* text = which[generator_.Below(3)];
    const std::string old = *text;
    const Lines lines(old);
    if (lines.empty()) continue;
    const int at = generator_.Below(lines.size());
    *text = absl::StrCat(lines.Range({0, at}), "changed\n",
                         lines.Range({at + 1, lines.size()}));
    const FileMerge now = Merge(texts.base, texts.ours, texts.theirs);
    const std::vector<ShownConflict> shown = ShownConflicts(now);
    const ReusedText reused = Reuse(learned.learned, now);
    ASSERT_EQ(static_cast<size_t>(reused.conflicts), shown.size());
    std::vector<bool> applied(shown.size(), false);
    for (const ProposedResolution& proposal : reused.proposals) {
      if (proposal.applied) applied[proposal.conflict - 1] = true;
    }
    for (size_t i = 0; i < shown.size(); ++i) {
      const bool known = before.count(Print(shown[i])) > 0;
      if (applied[i]) {
        ASSERT_TRUE(known) << Print(shown[i]);
        ++same;
      } else if (!known) {
        ++changed;
      }
    }
  }
  std::cout << same << " applied, " << changed << " changed\n";
  EXPECT_GT(same, 100);
  EXPECT_GT(changed, 500);
}

// Every way in which the pieces can stand in the text, by trying them all: the
// lines at which each begins.
void AllWays(const std::vector<std::string>& clean, const Lines& text,
             size_t piece, int from, std::vector<int>* begins,
             std::vector<std::vector<int>>* ways) {
  if (piece == clean.size()) {
    ways->push_back(*begins);
    return;
  }
  const int size = Lines(clean[piece]).size();
  const bool first = piece == 0;
  const bool last = piece + 1 == clean.size();
  for (int at = from; at + size <= text.size(); ++at) {
    if (first && at > 0) break;
    if (last && at + size != text.size()) continue;
    if (text.Range({at, at + size}) != clean[piece]) continue;
    begins->push_back(at);
    AllWays(clean, text, piece + 1, at + size, begins, ways);
    begins->pop_back();
  }
}

// With few different lines a piece often fits in several places. A result is
// given where all ways to read the text agree on it, and only there.
TEST_F(ResolutionsRandomTest, NoResultIsGuessed) {
  const auto some_lines = [this](int fewest) {
    std::string text;
    for (int i = fewest + generator_.Below(3); i > 0; --i) {
      absl::StrAppend(&text, generator_.Below(2) == 0 ? "a\n" : "b\n");
    }
    return text;
  };
  int given = 0;
  int withheld = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", seed_, ", round ", round));
    std::vector<std::string> clean = {some_lines(0)};
    std::string resolved = clean.front();
    for (int conflicts = 1 + generator_.Below(3); conflicts > 0; --conflicts) {
      clean.push_back(some_lines(conflicts > 1 ? 1 : 0));
      absl::StrAppend(&resolved, some_lines(0), clean.back());
    }
    const std::vector<FoundResult> results = FindResults(clean, resolved);
    ASSERT_EQ(results.size() + 1, clean.size());
    const Lines lines(resolved);
    std::vector<std::vector<int>> ways;
    std::vector<int> begins;
    AllWays(clean, lines, 0, 0, &begins, &ways);
    ASSERT_FALSE(ways.empty());
    for (size_t i = 0; i < results.size(); ++i) {
      bool agreed = true;
      for (const std::vector<int>& way : ways) {
        agreed = agreed && way[i] == ways[0][i] && way[i + 1] == ways[0][i + 1];
      }
      ASSERT_EQ(results[i].text.has_value(), agreed) << resolved;
      ++(agreed ? given : withheld);
      if (!agreed) continue;
      const int begin = ways[0][i] + Lines(clean[i]).size();
      ASSERT_EQ(*results[i].text, lines.Range({begin, ways[0][i + 1]}));
    }
  }
  EXPECT_GT(given, 1000);
  EXPECT_GT(withheld, 1000);
}

}  // namespace
}  // namespace patchgraph
