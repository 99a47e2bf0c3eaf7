#include <cmath>

#include "absl/strings/str_format.h"
#include "engine/report/maintainability/figures.h"

namespace patchgraph {
namespace {

constexpr FigureDirection kLess = FigureDirection::kLess;
constexpr FigureDirection kNeither = FigureDirection::kNeither;

constexpr FigureKind kFigureKinds[] = {
    {"patches", "patches", kNeither, "patches", "patch",
     "Patches; a sparse tree is one"},
    {"hunks", "hunks", kNeither, "hunks", "hunk", "Hunks of these patches"},
    {"files", "files", kNeither, "files", "file",
     "Files that are other ones with the stack than without"},
    {"patches-clean", "patches", FigureDirection::kMore, "patches clean",
     "patch clean",
     "Patches that go on the target without a conflict, moved or not"},
    {"patches-in-conflict", "patches", kLess, "patches in conflict",
     "patch in conflict", "Patches with the verdict conflict"},
    {"patches-blocked", "patches", kLess, "patches blocked", "patch blocked",
     "Patches that wait for another one's conflict and have none themselves"},
    {"patches-upstream", "patches", FigureDirection::kMore, "patches upstream",
     "patch upstream",
     "Patches that change nothing on the target, as it has the change"},
    {"conflicts", "conflicts", kLess, "conflicts", "conflict",
     "Conflicts with the target: one for each patch and file"},
    {"files-in-conflict", "files", kLess, "files in conflict",
     "file in conflict", "Files with a conflict"},
    {"conflict-regions", "regions", kLess, "conflict regions",
     "conflict region",
     "Places in these files where both sides changed the same lines"},
    {"masked-hunks", "hunks", kLess, "masked hunks", "masked hunk",
     "Hunks that a later whole file of the same stack undoes"},
    {"landed-strong", "patches", kNeither, "patches landed", "patch landed",
     "Patches that the target has already, with evidence enough to drop them"},
    {"landed-proposals", "patches", kNeither, "patches perhaps landed",
     "patch perhaps landed",
     "Patches that the target may have: somebody should look"},
    {"files-changed-when-off", "files", kLess, "files changed when off",
     "file changed when off",
     "Files of the base that are other ones to a build without the feature"},
    {"files-unknown-when-off", "files", kLess, "files unknown when off",
     "file unknown when off", "Files of which it could not be shown"},
    {"hunks-reaching", "hunks", kLess, "hunks reaching", "hunk reaching",
     "Hunks (without context) that a build without the feature sees"},
    {"new-files-that-count", "files", kLess, "new files that count",
     "new file that counts",
     "Files of the stack that a build without the feature reads"},
    {"breaks", "breaks", kLess, "breaks", "break",
     "Places where a build without the feature fails"},
    {"cannot-be-off", "architectures", kLess, "times it cannot be off",
     "time it cannot be off",
     "Architectures, or symbols of a flavour, where the feature is always on"},
    {"lost-symbols", "symbols", kLess, "lost symbols", "lost symbol",
     "Names that the stack uses and the target no longer declares"},
    {"forks", "forks", kNeither, "forks", "fork",
     "Files of the stack that are copies of the base's"},
    {"forks-drifted", "forks", kLess, "forks drifted", "fork drifted",
     "Forks whose original upstream has changed"},
    {"drift-hunks", "hunks", kLess, "hunks of drift", "hunk of drift",
     "Hunks (without context) that these originals gained"},
    {"drift-commits", "commits", kLess, "commits of drift", "commit of drift",
     "Upstream's commits to these originals"},
    {"drift-security", "commits", kLess, "security fixes lacking",
     "security fix lacking",
     "Those of them that are flagged as security fixes"},
    {"forks-in-conflict", "forks", kLess, "forks in conflict",
     "fork in conflict", "Forks that do not take upstream's change"},
    {"fork-conflict-regions", "regions", kLess, "conflict regions in forks",
     "conflict region in forks",
     "Places in these forks that a person has to look at"},
    {"duplicated-lines", "lines", kLess, "duplicated lines", "duplicated line",
     "Lines of forks that their originals have too"},
    {"invaded-files", "files", kLess, "files invaded", "file invaded",
     "Files of the base that the stack changes"},
    {"new-files", "files", kLess, "files new", "file new",
     "Files that the stack adds"},
    {"invaded-lines", "lines", kLess, "lines in invaded files",
     "line in invaded files",
     "Lines that the stack adds to files of the base, and takes from them"},
    {"new-lines", "lines", kLess, "lines new", "line new",
     "Lines of the files it adds"},
    {"exports-changed", "symbols", kLess, "exports changed", "export changed",
     "Exported symbols that are gone, new or exported otherwise"},
    {"signatures-changed", "functions", kLess, "signatures changed",
     "signature changed", "Exported functions that are called otherwise"},
    {"layouts-changed", "structures", kLess, "layouts changed",
     "layout changed", "Structures that are laid out otherwise, or gone"},
    {"macros-changed", "macros", kLess, "macros changed", "macro changed",
     "Macros of headers that are gone or say something else"},
    {"hours-once", "hours", kLess, "hours once", "hour once",
     "Work to bring the stacks to the target"},
    {"hours-each-release", "hours", kLess, "hours each release",
     "hour each release", "Work that comes back with every release"},
    {"next-conflicts", "conflicts", kLess, "conflicts", "conflict",
     "Conflicts to expect of the next release"},
    {"next-files-in-conflict", "files", kLess, "files in conflict",
     "file in conflict", "Files in conflict to expect of the next release"},
    {"next-conflict-regions", "regions", kLess, "conflict regions",
     "conflict region", "Places in conflict to expect of the next release"},
    {"next-forks-drifted", "forks", kLess, "forks drifted", "fork drifted",
     "Forks whose original will have changed with the next release"},
    {"next-drift-hunks", "hunks", kLess, "hunks of drift", "hunk of drift",
     "Hunks (without context) that these originals will have gained"},
};

}  // namespace

absl::Span<const FigureKind> FigureKinds() { return kFigureKinds; }

const FigureKind* FindFigureKind(absl::string_view name) {
  for (const FigureKind& kind : kFigureKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

std::string FigureDigits(double value) {
  const double rounded = std::round(value);
  if (std::abs(value - rounded) < 0.05 || std::abs(value) >= 100) {
    return absl::StrFormat("%.0f", rounded);
  }
  return absl::StrFormat("%.1f", value);
}

const Figure* FindFigure(absl::Span<const Figure> figures,
                         absl::string_view name, absl::string_view stack,
                         absl::string_view flavour) {
  for (const Figure& figure : figures) {
    if (figure.name() == name && figure.stack() == stack &&
        figure.flavour() == flavour) {
      return &figure;
    }
  }
  return nullptr;
}

}  // namespace patchgraph
