#include "engine/resolve/history/older_form.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/resolve/history/piece_reader.h"
#include "engine/resolve/textual/words.h"

namespace patchgraph {
namespace {

// The version of a line, other than its last, that says `text`; null if none
// does.
const FileVersion* SaidBefore(const PieceLine& line, absl::string_view text,
                              bool but_for_blanks) {
  if (!line.from_base) return nullptr;
  const std::string wanted = but_for_blanks ? WithoutBlanks(text) : "";
  for (std::size_t i = line.versions.size(); i-- > 0;) {
    if (i + 1 == line.versions.size()) continue;
    const PieceVersion& version = line.versions[i];
    if (but_for_blanks ? WithoutBlanks(version.text) == wanted
                       : version.text == text) {
      return version.made;
    }
  }
  return nullptr;
}

std::vector<Suggestion> Find(const Conflict& conflict,
                             const PieceHistory& pieces, bool but_for_blanks) {
  const FileVersion* ours_was_theirs =
      SaidBefore(pieces.ours, conflict.theirs, but_for_blanks);
  const FileVersion* theirs_was_ours =
      SaidBefore(pieces.theirs, conflict.ours, but_for_blanks);
  if ((ours_was_theirs == nullptr) == (theirs_was_ours == nullptr)) return {};
  const bool ours = ours_was_theirs != nullptr;
  const FileVersion* version = ours ? ours_was_theirs : theirs_was_ours;
  const std::string what =
      absl::StrCat(ours ? "theirs is what ours was" : "ours is what theirs was",
                   " at \"", version->subject, "\"");
  return {{std::string(ours ? conflict.ours : conflict.theirs), what,
           but_for_blanks ? "but for blanks" : "exact"}};
}

}  // namespace

std::vector<Suggestion> OlderForm::Resolve(const Conflict& conflict) const {
  const PieceHistory pieces = PiecesOf(conflict);
  if (pieces.ours.versions.size() + pieces.theirs.versions.size() < 2) {
    return {};
  }
  std::vector<Suggestion> found = Find(conflict, pieces, false);
  if (!found.empty()) return found;
  const std::string base = WithoutBlanks(conflict.base);
  const std::string ours = WithoutBlanks(conflict.ours);
  const std::string theirs = WithoutBlanks(conflict.theirs);
  if (ours == base || theirs == base || ours == theirs) return {};
  return Find(conflict, pieces, true);
}

}  // namespace patchgraph
