#include "engine/forms/move_whole.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/check/file_text.h"
#include "engine/resolve/proposal_words.h"

namespace patchgraph {
namespace {

// The lines that go and come, by path, without the text around them.
using LinesByPath = std::map<std::string, std::string>;

absl::StatusOr<LinesByPath> LinesOf(const std::vector<FileVersions>& files) {
  LinesByPath lines;
  for (const FileVersions& file : files) {
    const auto changes = TextBetween(file);
    if (!changes.ok()) return changes.status();
    for (const FileChange& change : *changes) {
      std::string& text = lines[change.new_path];
      absl::StrAppend(&text, static_cast<int>(change.kind), change.old_path,
                      "\n");
      if (change.binary.has_value()) {
        absl::StrAppend(&text, "binary ", change.new_id, "\n");
      }
      for (const Hunk& hunk : change.hunks) {
        for (const HunkLine& line : hunk.lines) {
          if (line.kind == HunkLine::Kind::kContext) continue;
          absl::StrAppend(&text,
                          line.kind == HunkLine::Kind::kAdded ? "+" : "-",
                          line.text);
        }
      }
    }
  }
  return lines;
}

bool SamePaths(const LinesByPath& a, const LinesByPath& b) {
  if (a.size() != b.size()) return false;
  for (const auto& [path, lines] : a) {
    if (b.count(path) == 0) return false;
  }
  return true;
}

bool SameVersions(const std::vector<FileVersions>& a,
                  const std::vector<FileVersions>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const FileVersions& one, const FileVersions& other) {
                      return one.old_path == other.old_path &&
                             one.new_path == other.new_path &&
                             one.before == other.before &&
                             one.after == other.after;
                    });
}

absl::Status SayWhatChanged(const PickedPatch& patch, RebasedPatch* said) {
  if (SameVersions(patch.in_stack, patch.files)) return absl::OkStatus();
  const auto before = LinesOf(patch.in_stack);
  if (!before.ok()) return before.status();
  const auto after = LinesOf(patch.files);
  if (!after.ok()) return after.status();
  if (*before == *after) {
    said->as = RebasedAs::kContextOnly;
    return absl::OkStatus();
  }
  said->as = RebasedAs::kEdited;
  const auto size = [](const LinesByPath& lines) {
    return std::accumulate(lines.begin(), lines.end(), size_t{0},
                           [](size_t sum, const auto& entry) {
                             return sum + entry.second.size();
                           });
  };
  if (!SamePaths(*before, *after) && after->size() >= before->size()) {
    said->reason = "it goes to other paths";
  } else if (size(*after) < size(*before)) {
    said->reason = "a part of it is there already";
  } else {
    said->reason = "it meets changes of the target";
  }
  return absl::OkStatus();
}

// "include-list (0.99): both sides add to it", each once.
std::string ResolverWords(const std::vector<RegionResolution>& resolutions) {
  std::vector<std::string> words;
  for (const RegionResolution& resolution : resolutions) {
    std::string word = ProposalWords(resolution.proposal);
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(std::move(word));
    }
  }
  return absl::StrJoin(words, "; ");
}

absl::StatusOr<RebasedPatch> Describe(const PickedPatch& patch,
                                      const Patch& given,
                                      const Picked& picked) {
  RebasedPatch said;
  said.name = patch.name;
  said.subject = given.subject;
  if (patch.written >= 0) {
    said.new_name = picked.series.patches[patch.written].name;
  }
  switch (patch.as) {
    case PickedAs::kOriginal:
    case PickedAs::kOtherLines:
      said.as = RebasedAs::kUnchanged;
      break;
    case PickedAs::kOtherContext: {
      absl::Status status = SayWhatChanged(patch, &said);
      if (!status.ok()) return status;
      break;
    }
    case PickedAs::kNothing:
      said.as = RebasedAs::kDropped;
      said.reason = patch.in_stack.empty() ? "it changes nothing"
                                           : "its effect is there already";
      break;
    case PickedAs::kLeftOut:
      said.as = patch.verdict == Verdict::kBlocked ? RebasedAs::kBlocked
                                                   : RebasedAs::kInConflict;
      break;
  }
  if (!patch.resolutions.empty()) {
    const std::string by = ResolverWords(patch.resolutions);
    const bool dropped = said.as == RebasedAs::kDropped;
    said.reason = dropped ? absl::StrCat("nothing is left of it: ", by) : by;
    if (!dropped) said.as = RebasedAs::kEdited;
  }
  return said;
}

}  // namespace

absl::StatusOr<WholeMove> MoveWhole(const Stack& stack,
                                    const std::shared_ptr<const Tree>& onto,
                                    const std::map<int, std::string>& landed,
                                    const PickOptions& options) {
  std::vector<const Patch*> patches;
  for (const Series& layer : stack.layers) {
    for (const Patch& patch : layer.patches) patches.push_back(&patch);
  }
  std::vector<int> positions;
  for (int i = 0; i < static_cast<int>(patches.size()); ++i) {
    if (landed.count(i) == 0) positions.push_back(i);
  }
  WholeMove move;
  move.target = onto == nullptr ? stack.base : onto;
  auto picked = Pick(stack, positions, onto, options);
  if (!picked.ok()) return picked.status();
  move.picked = *std::move(picked);
  for (const auto& [position, reason] : landed) {
    PickedPatch dropped;
    dropped.patch = position;
    dropped.name = patches[position]->name;
    dropped.as = PickedAs::kNothing;
    dropped.verdict = Verdict::kUpstream;
    move.picked.patches.insert(move.picked.patches.begin() + position,
                               std::move(dropped));
  }
  for (const PickedPatch& patch : move.picked.patches) {
    auto said = Describe(patch, *patches[patch.patch], move.picked);
    if (!said.ok()) return said.status();
    if (patch.as == PickedAs::kLeftOut) move.complete = false;
    const auto reason = landed.find(patch.patch);
    if (reason != landed.end()) said->reason = reason->second;
    move.summary.push_back(*std::move(said));
  }
  return move;
}

}  // namespace patchgraph
