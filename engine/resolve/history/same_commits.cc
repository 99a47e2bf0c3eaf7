#include "engine/resolve/history/same_commits.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/strings/str_cat.h"
#include "engine/resolve/history/likeness.h"
#include "engine/resolve/history/piece_reader.h"

namespace patchgraph {
namespace {

using Subjects = absl::btree_set<std::string>;

Subjects SubjectsOf(const PieceLine& line) {
  Subjects subjects;
  for (const PieceVersion& version : line.versions) {
    subjects.insert(SubjectWords(version.made->subject));
  }
  return subjects;
}

bool HasAll(const Subjects& more, const Subjects& less) {
  return std::includes(more.begin(), more.end(), less.begin(), less.end());
}

}  // namespace

std::vector<Suggestion> SameCommits::Resolve(const Conflict& conflict) const {
  const PieceHistory pieces = PiecesOf(conflict);
  const Subjects ours = SubjectsOf(pieces.ours);
  const Subjects theirs = SubjectsOf(pieces.theirs);
  if (ours.empty() || theirs.empty()) return {};
  if (ours == theirs) {
    if (ours.contains("")) return {};
    const std::string reason = "both sides have the same commits; ";
    return {{std::string(conflict.ours),
             absl::StrCat(reason, "ours' form of them"), "adapted, ours"},
            {std::string(conflict.theirs),
             absl::StrCat(reason, "theirs' form of them"), "adapted, theirs"}};
  }
  const bool is_ours = HasAll(ours, theirs);
  if (!is_ours && !HasAll(theirs, ours)) return {};
  const Subjects& less = is_ours ? theirs : ours;
  if (less.contains("")) return {};
  const PieceVersion& newest =
      (is_ours ? pieces.ours : pieces.theirs).versions.back();
  const bool went_on = !less.contains(SubjectWords(newest.made->subject));
  return {{std::string(is_ours ? conflict.ours : conflict.theirs),
           is_ours ? "ours has the commits of theirs, and more"
                   : "theirs has the commits of ours, and more",
           went_on ? "all and more" : "all after more"}};
}

}  // namespace patchgraph
