#include "engine/report/check/patch_notes.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// Of the places where a hunk fits, and of the hunks that fit in several.
constexpr size_t kLinesShown = 4;
constexpr size_t kHunksShown = 2;

// What a patch's hunks have between them.
struct HunkFigures {
  int hunks = 0;
  int in_conflict = 0;
  int blocked = 0;
  int masked = 0;
  int upstream = 0;
  int fuzz = 0;  // the most context lines left out
  int least_offset = 0;
  int most_offset = 0;
  std::set<std::string> maskers;
  const HunkName* blocker = nullptr;  // the first
  // Hunks whose text fits in several places.
  std::vector<std::pair<const FileReport*, const HunkReport*>> ambiguous;
};

void CountHunk(const FileReport& file, const HunkReport& hunk,
               absl::string_view onto, HunkFigures* figures) {
  ++figures->hunks;
  figures->in_conflict += hunk.verdict() == "conflict" ? 1 : 0;
  figures->blocked += hunk.verdict() == "blocked" ? 1 : 0;
  figures->upstream += hunk.verdict() == "upstream" ? 1 : 0;
  figures->fuzz = std::max(figures->fuzz, hunk.fuzz());
  const int offset = onto.empty() ? hunk.base_offset() : hunk.offset();
  figures->least_offset = std::min(figures->least_offset, offset);
  figures->most_offset = std::max(figures->most_offset, offset);
  if (!hunk.masked_by().empty()) {
    ++figures->masked;
    figures->maskers.insert(Visible(hunk.masked_by()));
  }
  if (hunk.has_blocked_by() && figures->blocker == nullptr) {
    figures->blocker = &hunk.blocked_by();
  }
  if (hunk.candidates_size() > 1) {
    figures->ambiguous.emplace_back(&file, &hunk);
  }
}

HunkFigures Figures(const PatchReport& patch, absl::string_view onto) {
  HunkFigures figures;
  for (const FileReport& file : patch.files()) {
    for (const HunkReport& hunk : file.hunks()) {
      CountHunk(file, hunk, onto, &figures);
    }
    if (file.has_blocked_by() && figures.blocker == nullptr) {
      figures.blocker = &file.blocked_by();
    }
  }
  return figures;
}

std::string ConflictNote(const PatchReport& patch) {
  int files = 0;
  for (const FileReport& file : patch.files()) {
    files += file.verdict() == "conflict" ? 1 : 0;
  }
  if (patch.files_size() == 1) {
    return absl::StrCat("in ", Visible(patch.files(0).path()));
  }
  // The patch as a whole, as where its other files wait for a conflict.
  if (files == 0) return std::string();
  if (patch.files_size() == files) {
    return absl::StrCat("in all of its ", files, " files");
  }
  return absl::StrCat("in ", files, " of ", patch.files_size(), " files");
}

std::string OffsetNote(const HunkFigures& figures) {
  const int least = figures.least_offset;
  const int most = figures.most_offset;
  if (least == 0 || most == 0) {
    const int only = least == 0 ? most : least;
    return absl::StrCat("offset by ", figures.hunks > 1 ? "up to " : "", only);
  }
  return absl::StrCat("offset by ", least, " to ", most);
}

// ", taken at 12". The lines may be the target's or the base's: nothing is said
// where the hunk may be meant to stand on either.
std::string PlaceTaken(const HunkReport& hunk, bool has_target) {
  std::set<int> taken;
  for (const int line : hunk.candidates()) {
    if (line == hunk.line() || line == hunk.base_line()) taken.insert(line);
  }
  if (taken.size() != 1) return std::string();
  const int line = *taken.begin();
  const bool on_base = has_target && line != hunk.line();
  return absl::StrCat(on_base ? " on the base" : "", ", taken at ", line);
}

// "hunk 1 fits at lines 12 and 40, taken at 12"
std::string AmbiguousNote(const PatchReport& patch, const FileReport& file,
                          const HunkReport& hunk, bool has_target) {
  std::vector<std::string> lines;
  for (const int line : hunk.candidates()) lines.push_back(absl::StrCat(line));
  std::string which = absl::StrCat("hunk ", hunk.number());
  if (patch.files_size() > 1) {
    absl::StrAppend(&which, " of ", Visible(file.path()));
  }
  return absl::StrCat(which, " fits at lines ", Listed(lines, kLinesShown),
                      PlaceTaken(hunk, has_target));
}

void AddAmbiguousNotes(const PatchReport& patch, const HunkFigures& figures,
                       bool has_target, std::vector<std::string>* notes) {
  const size_t all = figures.ambiguous.size();
  const size_t shown = all > kHunksShown + 1 ? kHunksShown : all;
  for (size_t i = 0; i < shown; ++i) {
    const auto& hunk = figures.ambiguous[i];
    notes->push_back(
        AmbiguousNote(patch, *hunk.first, *hunk.second, has_target));
  }
  if (shown < all) {
    notes->push_back(
        absl::StrCat(all - shown, " more hunks fit in several places"));
  }
}

bool HasVerdict(const PatchReport& patch, absl::string_view verdict) {
  return patch.verdict() == verdict || patch.base_verdict() == verdict;
}

}  // namespace

std::string NameOf(const HunkName& name) {
  std::string text = Visible(name.patch());
  if (!name.path().empty()) absl::StrAppend(&text, ", ", Visible(name.path()));
  if (name.hunk() > 0) absl::StrAppend(&text, ", hunk ", name.hunk());
  return text;
}

std::string PatchNote(const PatchReport& patch, absl::string_view onto) {
  const HunkFigures figures = Figures(patch, onto);
  std::vector<std::string> notes;
  if (patch.sparse()) notes.emplace_back("sparse tree");
  if (patch.verdict() == "conflict") notes.push_back(ConflictNote(patch));
  if (figures.blocker != nullptr) {
    notes.push_back(absl::StrCat("blocked by ", NameOf(*figures.blocker)));
  }
  if (figures.masked > 0) {
    notes.push_back(absl::StrCat(Counted(figures.masked, "hunk", "hunks"),
                                 " masked by ",
                                 absl::StrJoin(figures.maskers, ", ")));
  }
  if (patch.verdict() == "upstream" && !onto.empty()) {
    notes.push_back(absl::StrCat(Visible(onto), " has it already"));
  } else if (figures.upstream > 0 && figures.upstream < figures.hunks) {
    notes.push_back(absl::StrCat(
        Counted(figures.upstream, "hunk is", "hunks are"), " there already"));
  }
  if (figures.fuzz > 0) {
    notes.push_back(absl::StrCat("fuzz ", figures.fuzz));
  }
  const bool moved = figures.least_offset != 0 || figures.most_offset != 0;
  if (moved && (HasVerdict(patch, "offset") || HasVerdict(patch, "fuzz"))) {
    notes.push_back(OffsetNote(figures));
  }
  AddAmbiguousNotes(patch, figures, !onto.empty(), &notes);
  notes.erase(std::remove(notes.begin(), notes.end(), ""), notes.end());
  return absl::StrJoin(notes, "; ");
}

bool IsQuiet(const PatchReport& patch) {
  for (const char* verdict :
       {"conflict", "blocked", "masked", "resolved", "fuzz", "upstream"}) {
    if (HasVerdict(patch, verdict)) return false;
  }
  const HunkFigures figures = Figures(patch, "");
  return figures.masked == 0 && figures.ambiguous.empty() && figures.fuzz == 0;
}

}  // namespace patchgraph
