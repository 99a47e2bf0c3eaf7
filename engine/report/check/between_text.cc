#include "engine/report/check/between_text.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/check/conflict_text.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kFewCollisions = 30;
constexpr size_t kFewSubsystems = 12;
constexpr size_t kFewPatches = 4;
constexpr size_t kFewHunks = 6;
constexpr int kCountWidth = 9;  // "conflicts"
constexpr int kNumberWidth = 5;
// A longer name pushes the rest of its row to the right.
constexpr int kWidestName = 40;

std::string Right(const std::string& text, int width) {
  return absl::StrCat(std::string(std::max(0, width - DisplayWidth(text)), ' '),
                      text);
}

std::string Title(absl::string_view text, const TextStyle& style) {
  return absl::StrCat("\n", Paint(text, Ink::kBold, style), "\n");
}

std::string Line(absl::string_view text) {
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(text), "\n");
}

bool HasCollisions(const StackPairReport& pair) {
  return pair.conflicts() + pair.same() > 0;
}

std::string PairName(const StackPairReport& pair) {
  return Visible(absl::StrCat(pair.a(), " and ", pair.b()));
}

std::string RenderPairs(const BetweenReport& between, const TextStyle& style) {
  int width = 0;
  for (const StackPairReport& pair : between.pairs()) {
    width = std::max(width, DisplayWidth(PairName(pair)));
  }
  width = std::min(width, kWidestName);
  const std::string head =
      absl::StrCat("  ", Right("#", 2), "  ", PadRight("stacks", width),
                   "  conflicts     same  compared on");
  std::string out = absl::StrCat(Paint(head, Ink::kFaint, style), "\n");
  int number = 0;
  for (const StackPairReport& pair : between.pairs()) {
    ++number;
    const bool compared = !pair.ground().empty();
    const auto count = [&](int value) {
      return compared ? absl::StrCat(value) : std::string("-");
    };
    const std::string conflicts = Right(count(pair.conflicts()), kCountWidth);
    absl::StrAppend(
        &out, Line(absl::StrCat(
                  "  ", Right(absl::StrCat(number), 2), "  ",
                  PadRight(PairName(pair), width), "  ",
                  pair.conflicts() > 0 ? Paint(conflicts, Ink::kBad, style)
                                       : conflicts,
                  "  ", Right(count(pair.same()), 7), "  ",
                  compared ? Visible(pair.ground()) : "different bases")));
  }
  return out;
}

struct SubsystemRow {
  std::string name;
  std::map<int, int> conflicts;  // by the pair's number
  int total = 0;
};

std::vector<SubsystemRow> SubsystemRows(const BetweenReport& between) {
  std::map<std::string, SubsystemRow> rows;
  for (int i = 0; i < between.pairs_size(); ++i) {
    for (const PairSubsystemReport& part : between.pairs(i).subsystems()) {
      if (part.conflicts() == 0) continue;
      SubsystemRow& row = rows[part.name()];
      row.name = Visible(part.name());
      row.conflicts[i + 1] = part.conflicts();
      row.total += part.conflicts();
    }
  }
  std::vector<SubsystemRow> sorted;
  sorted.reserve(rows.size());
  for (auto& entry : rows) sorted.push_back(std::move(entry.second));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const SubsystemRow& x, const SubsystemRow& y) {
                     return x.total > y.total;
                   });
  return sorted;
}

// Of a single pair.
std::string RenderPlaces(const BetweenReport& between, const TextStyle& style) {
  std::vector<std::string> places;
  for (const SubsystemRow& row : SubsystemRows(between)) {
    places.push_back(absl::StrCat(row.name, " ", row.total));
  }
  if (places.empty()) return std::string();
  return absl::StrCat(
      "\n",
      Paragraph(absl::StrCat("Where they are: ",
                             Listed(places, style.verbose ? places.size()
                                                          : kFewSubsystems),
                             "."),
                style.width, 2));
}

// Pairs are known by their numbers; as many columns as there is room for.
std::string RenderMatrix(const BetweenReport& between, const TextStyle& style) {
  const std::vector<SubsystemRow> rows = SubsystemRows(between);
  if (rows.empty()) return std::string();
  int width = DisplayWidth("conflicts by subsystem");
  for (const SubsystemRow& row : rows) {
    width = std::max(width, DisplayWidth(row.name));
  }
  width = std::min(width, kWidestName);
  std::vector<int> pairs;
  for (int i = 0; i < between.pairs_size(); ++i) {
    if (between.pairs(i).conflicts() > 0) pairs.push_back(i + 1);
  }
  const size_t room = std::max(1, (style.width - width - 6) / kNumberWidth);
  const size_t shown = style.verbose || rows.size() <= kFewSubsystems + 1
                           ? rows.size()
                           : kFewSubsystems;
  std::string out;
  for (size_t first = 0; first < pairs.size(); first += room) {
    const size_t end = std::min(pairs.size(), first + room);
    std::string head =
        absl::StrCat("      ", PadRight("conflicts by subsystem", width));
    for (size_t i = first; i < end; ++i) {
      absl::StrAppend(&head, Right(absl::StrCat("#", pairs[i]), kNumberWidth));
    }
    absl::StrAppend(&out, "\n", Paint(head, Ink::kFaint, style), "\n");
    for (size_t r = 0; r < shown; ++r) {
      std::string line = absl::StrCat("      ", PadRight(rows[r].name, width));
      for (size_t i = first; i < end; ++i) {
        const auto count = rows[r].conflicts.find(pairs[i]);
        absl::StrAppend(&line, Right(count == rows[r].conflicts.end()
                                         ? "."
                                         : absl::StrCat(count->second),
                                     kNumberWidth));
      }
      absl::StrAppend(&out, Line(line));
    }
    if (shown < rows.size()) {
      absl::StrAppend(&out, "      … ", rows.size() - shown, " more\n");
    }
  }
  return out;
}

std::string RenderLeftOut(const BetweenReport& between,
                          const TextStyle& style) {
  std::string out;
  for (const LeftOutReport& part : between.left_out()) {
    std::vector<std::string> what;
    if (part.hunks() > 0) {
      what.push_back(Counted(part.hunks(), "hunk", "hunks"));
    }
    if (part.files() > 0) {
      what.push_back(Counted(part.files(), "file's change as a whole",
                             "files' changes as a whole"));
    }
    std::vector<std::string> patches;
    for (const std::string& patch : part.patches()) {
      patches.push_back(Visible(patch));
    }
    std::string words = absl::StrCat("Not compared: ", Listed(what, 2), " of ",
                                     Visible(part.stack()));
    if (!patches.empty()) {
      absl::StrAppend(&words, " (", Listed(patches, kFewPatches), ")");
    }
    absl::StrAppend(&words, ", in conflict on ", Visible(part.ground()),
                    " or blocked there.");
    absl::StrAppend(&out, Paragraph(words, style.width, 2));
  }
  return out;
}

// The hunks of one patch in one file.
struct PatchPart {
  std::string patch;
  std::vector<int> hunks;
};

std::vector<PatchPart> PartsOf(const CollisionSideReport& side) {
  std::vector<PatchPart> parts;
  for (const HunkName& hunk : side.hunks()) {
    if (parts.empty() || parts.back().patch != hunk.patch()) {
      parts.push_back({hunk.patch(), {}});
    }
    if (hunk.hunk() > 0) parts.back().hunks.push_back(hunk.hunk());
  }
  return parts;
}

std::string PartWords(const PatchPart& part) {
  std::string words = part.patch;
  if (part.hunks.empty()) return words;
  std::vector<std::string> numbers;
  for (const int hunk : part.hunks) numbers.push_back(absl::StrCat(hunk));
  return absl::StrCat(words, numbers.size() == 1 ? ", hunk " : ", hunks ",
                      Listed(numbers, kFewHunks));
}

// As a conflict, the first stack's text for ours and the second's for theirs.
ConflictReport AsConflict(const CollisionReport& collision) {
  ConflictReport conflict;
  conflict.set_kind(collision.kind());
  conflict.set_detail(collision.detail());
  conflict.set_path(collision.path());
  conflict.set_stack(absl::StrCat(SideWords(collision.a()), " against ",
                                  SideWords(collision.b())));
  conflict.set_message(collision.message());
  const auto is_there = [](const ExcerptReport& text) {
    return text.start() > 0 || !text.text().empty();
  };
  if (is_there(collision.ground()) || is_there(collision.a().text()) ||
      is_there(collision.b().text())) {
    RegionReport* region = conflict.add_regions();
    *region->mutable_base() = collision.ground();
    *region->mutable_ours() = collision.a().text();
    *region->mutable_theirs() = collision.b().text();
    conflict.set_ours_path(collision.a().path());
    conflict.set_theirs_path(collision.b().path());
  }
  return conflict;
}

std::string GroundOf(const BetweenReport& between,
                     const CollisionReport& collision) {
  for (const StackPairReport& pair : between.pairs()) {
    if (pair.a() == collision.a().stack() &&
        pair.b() == collision.b().stack()) {
      return ShortTreeName(pair.ground());
    }
  }
  return std::string();
}

std::string More(int all, int shown) {
  if (shown >= all) return std::string();
  return absl::StrCat("\n  … ", all - shown,
                      " more: --verbose shows them, --json has them all\n");
}

std::string RenderCollisions(const BetweenReport& between,
                             const TextStyle& style) {
  std::vector<const CollisionReport*> conflicts;
  for (const CollisionReport& collision : between.collisions()) {
    if (collision.kind() != "same") conflicts.push_back(&collision);
  }
  const int all = static_cast<int>(conflicts.size());
  const int shown =
      style.verbose || all <= kFewCollisions + 1 ? all : kFewCollisions;
  std::string out;
  for (int i = 0; i < shown; ++i) {
    const CollisionReport& collision = *conflicts[i];
    const SideNames names = {absl::StrCat("on ", GroundOf(between, collision)),
                             collision.a().stack(), collision.b().stack()};
    absl::StrAppend(
        &out, "\n",
        RenderConflict(AsConflict(collision), absl::StrCat(i + 1, " of ", all),
                       names, style));
  }
  return out + More(all, shown);
}

std::string RenderSame(const BetweenReport& between, const TextStyle& style) {
  std::vector<const CollisionReport*> same;
  for (const CollisionReport& collision : between.collisions()) {
    if (collision.kind() == "same") same.push_back(&collision);
  }
  if (same.empty()) return std::string();
  const int all = static_cast<int>(same.size());
  const int shown =
      style.verbose || all <= kFewCollisions + 1 ? all : kFewCollisions;
  std::string out = Title("The same change in both: take one", style);
  for (int i = 0; i < shown; ++i) {
    const CollisionReport& collision = *same[i];
    std::string place = Visible(collision.path());
    if (collision.whole_file()) {
      absl::StrAppend(&place, ", the whole file");
    } else {
      absl::StrAppend(&place, ", line ",
                      std::max(1, collision.ground().start()));
    }
    absl::StrAppend(
        &out, "  ", place, "\n",
        Paragraph(Visible(absl::StrCat(SideWords(collision.a()), "; ",
                                       SideWords(collision.b()))),
                  style.width, 4));
  }
  return out + More(all, shown);
}

std::string StackNames(const MergeOrderReport& order) {
  std::vector<std::string> names;
  for (const MergeStepReport& step : order.steps()) {
    names.push_back(Visible(step.stack()));
  }
  return absl::StrJoin(names, ", ");
}

std::string RenderOrder(const BetweenReport& between, const TextStyle& style) {
  const MergeOrderReport& order = between.order();
  std::string title = "Merge order, and the hunks to decide at each step";
  if (!order.first().empty()) {
    absl::StrAppend(&title, ", ", Visible(order.first()), " first");
  }
  int width = 0;
  for (const MergeStepReport& step : order.steps()) {
    width = std::max(width, DisplayWidth(Visible(step.stack())));
  }
  width = std::min(width, kWidestName);
  std::string out = Title(title, style);
  int number = 0;
  for (const MergeStepReport& step : order.steps()) {
    absl::StrAppend(&out,
                    Line(absl::StrCat(
                        "  ", Right(absl::StrCat(++number), 2), "  ",
                        PadRight(Visible(step.stack()), width), "  ",
                        Right(absl::StrCat(step.conflicts()), kNumberWidth))));
  }
  absl::StrAppend(
      &out, Paragraph(absl::StrCat(
                          order.conflicts(), " in all; ",
                          order.exact() ? "no order has fewer"
                                        : "of so many stacks not every order "
                                          "was tried, but no stack alone has "
                                          "a better place",
                          order.first().empty()
                              ? "."
                              : absl::StrCat(" with ", Visible(order.first()),
                                             " first.")),
                      style.width, 2));
  absl::StrAppend(&out, "  If another has to come first:\n");
  for (const MergeOrderReport& other : between.with_first()) {
    if (order.steps_size() > 0 && other.first() == order.steps(0).stack()) {
      continue;
    }
    absl::StrAppend(&out, Paragraph(absl::StrCat(other.conflicts(), " in all: ",
                                                 StackNames(other)),
                                    style.width, 4));
  }
  return out;
}

}  // namespace

std::string SideWords(const CollisionSideReport& side) {
  std::vector<std::string> words;
  for (const PatchPart& part : PartsOf(side)) words.push_back(PartWords(part));
  return absl::StrCat(side.stack(), ": ", Listed(words, kFewPatches));
}

std::string RenderBetween(const CheckReport& report, const TextStyle& style) {
  const BetweenReport& between = report.between();
  const bool any =
      std::any_of(between.pairs().begin(), between.pairs().end(),
                  [](const StackPairReport& pair) {
                    return HasCollisions(pair) || pair.ground().empty();
                  });
  if (!any && between.left_out().empty()) return std::string();
  std::string out = Title("Between the stacks", style);
  absl::StrAppend(&out, RenderPairs(between, style));
  absl::StrAppend(&out, between.pairs_size() == 1
                            ? RenderPlaces(between, style)
                            : RenderMatrix(between, style));
  const std::string left_out = RenderLeftOut(between, style);
  if (!left_out.empty()) absl::StrAppend(&out, "\n", left_out);
  absl::StrAppend(&out, RenderCollisions(between, style),
                  RenderSame(between, style));
  if (report.summary().between().conflicts() > 0) {
    absl::StrAppend(&out, RenderOrder(between, style));
  }
  return out;
}

}  // namespace patchgraph
