#include "engine/resolve/history/older_form.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "engine/resolve/history/likeness.h"
#include "engine/resolve/history/piece_reader.h"
#include "engine/resolve/textual/words.h"

namespace patchgraph {
namespace {

// The newest version of a line, but for its last, that says `text`; -1 if none
// does.
int SaidBefore(const PieceLine& line, absl::string_view text,
               bool but_for_blanks) {
  if (!line.from_base) return -1;
  const std::string wanted = but_for_blanks ? WithoutBlanks(text) : "";
  for (std::size_t i = line.versions.size(); i-- > 0;) {
    if (i + 1 == line.versions.size()) continue;
    const PieceVersion& version = line.versions[i];
    if (but_for_blanks ? WithoutBlanks(version.text) == wanted
                       : version.text == text) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

// Whether a line went on, after the version `from`, by a commit that the other
// line has as well: then the other's text has that commit in it, too.
bool WentOnByACommitOf(const PieceLine& line, int from,
                       const PieceLine& other) {
  absl::flat_hash_set<std::string> subjects;
  for (const PieceVersion& version : other.versions) {
    subjects.insert(SubjectWords(version.made->subject));
  }
  subjects.erase("");
  return std::any_of(
      line.versions.begin() + from + 1, line.versions.end(),
      [&](const PieceVersion& version) {
        return subjects.contains(SubjectWords(version.made->subject));
      });
}

std::vector<Suggestion> Find(const Conflict& conflict,
                             const PieceHistory& pieces, bool but_for_blanks) {
  const int in_ours = SaidBefore(pieces.ours, conflict.theirs, but_for_blanks);
  const int in_theirs =
      SaidBefore(pieces.theirs, conflict.ours, but_for_blanks);
  if ((in_ours < 0) == (in_theirs < 0)) return {};
  const bool ours = in_ours >= 0;
  const PieceLine& line = ours ? pieces.ours : pieces.theirs;
  const int version = ours ? in_ours : in_theirs;
  const std::string what =
      absl::StrCat(ours ? "theirs is what ours was" : "ours is what theirs was",
                   " at \"", line.versions[version].made->subject, "\"");
  const bool disputed =
      WentOnByACommitOf(line, version, ours ? pieces.theirs : pieces.ours);
  return {{std::string(ours ? conflict.ours : conflict.theirs), what,
           disputed         ? "disputed"
           : but_for_blanks ? "but for blanks"
                            : "exact"}};
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
