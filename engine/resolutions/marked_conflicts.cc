#include "engine/resolutions/marked_conflicts.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

constexpr int kMarkerSize = 7;

struct MarkedConflict {
  LineRange lines;  // from marker to marker, both included
  ConflictIdentity sides;
  bool has_base = false;
};

// '<', '|', '=' or '>' where the line is that marker; 0 for other lines.
char MarkerOf(absl::string_view line) {
  if (line.size() < kMarkerSize || !absl::StrContains("<|=>", line[0])) {
    return 0;
  }
  const absl::string_view marker = line.substr(0, kMarkerSize);
  if (marker != std::string(kMarkerSize, line[0])) return 0;
  const absl::string_view rest = line.substr(kMarkerSize);
  const bool ends = rest.empty() || rest == "\n" || rest == "\r\n";
  // A line of "=" with words behind it underlines nothing of git's.
  if (line[0] == '=' ? !ends : !ends && rest[0] != ' ') return 0;
  return line[0];
}

// nullopt where markers are not in order.
absl::optional<std::vector<MarkedConflict>> FindMarked(const Lines& lines) {
  std::vector<MarkedConflict> found;
  char part = 0;  // the marker that was last, 0 between conflicts
  for (int i = 0; i < lines.size(); ++i) {
    const char marker = MarkerOf(lines[i]);
    // Between conflicts "=" may underline a heading.
    if (part == 0 && (marker == 0 || marker == '=')) continue;
    if (marker == '<' && part == 0) {
      found.emplace_back();
      found.back().lines.begin = i;
    } else if (marker == '|' && part == '<') {
      found.back().has_base = true;
    } else if (marker == '>' && part == '=') {
      found.back().lines.end = i + 1;
    } else if (marker != 0 &&
               !(marker == '=' && (part == '<' || part == '|'))) {
      return absl::nullopt;
    }
    if (marker != 0) {
      part = marker == '>' ? 0 : marker;
      continue;
    }
    ConflictIdentity& sides = found.back().sides;
    absl::StrAppend(part == '<'   ? &sides.ours
                    : part == '|' ? &sides.base
                                  : &sides.theirs,
                    lines[i]);
  }
  if (part != 0) return absl::nullopt;
  return found;
}

// A side without a line feed at its end gets one before the next marker.
bool IsShownAs(absl::string_view text, absl::string_view shown) {
  if (text == shown) return true;
  if (text.empty() || absl::EndsWith(text, "\n")) return false;
  return shown == absl::StrCat(text, "\n") ||
         shown == absl::StrCat(text, "\r\n");
}

bool IsAbout(const ConflictIdentity& conflict, const MarkedConflict& marked) {
  const ConflictIdentity& sides = marked.sides;
  const bool straight = IsShownAs(conflict.ours, sides.ours) &&
                        IsShownAs(conflict.theirs, sides.theirs);
  if (conflict.scope == ConflictScope::kSides) {
    return straight || (IsShownAs(conflict.ours, sides.theirs) &&
                        IsShownAs(conflict.theirs, sides.ours));
  }
  return straight && (!marked.has_base || IsShownAs(conflict.base, sides.base));
}

}  // namespace

absl::StatusOr<ReplacedConflict> ReplaceMarkedConflict(
    absl::string_view text, const Resolution& resolution) {
  if (resolution.conflict.scope == ConflictScope::kFile) {
    return absl::FailedPreconditionError("it is about a file as a whole");
  }
  const Lines lines(text);
  const auto marked = FindMarked(lines);
  if (!marked.has_value()) {
    return absl::FailedPreconditionError(
        "its conflict markers are not in order");
  }
  const MarkedConflict* place = nullptr;
  for (const MarkedConflict& candidate : *marked) {
    if (!IsAbout(resolution.conflict, candidate)) continue;
    if (place != nullptr) {
      return absl::FailedPreconditionError(
          "it has that conflict more than once");
    }
    place = &candidate;
  }
  if (place == nullptr) {
    return absl::NotFoundError(marked->empty() ? "it has no conflict markers"
                                               : "it has no such conflict");
  }
  ReplacedConflict replaced;
  replaced.line = place->lines.begin + 1;
  const absl::string_view after = lines.Range({place->lines.end, lines.size()});
  if (!after.empty() && !resolution.result.empty() &&
      !absl::EndsWith(resolution.result, "\n")) {
    return absl::FailedPreconditionError(
        "the result would run into the line after it");
  }
  replaced.text = absl::StrCat(lines.Range({0, place->lines.begin}),
                               resolution.result, after);
  return replaced;
}

}  // namespace patchgraph
