#include "engine/report/check/moved_text.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/report/check/report_totals.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

constexpr size_t kFewFiles = 10;

// A file's path in the stack and on the target.
using MovedPath = std::pair<std::string, std::string>;

bool IsSaidByAConflict(const CheckReport& report, const MovedPath& moved) {
  for (const ConflictReport& conflict : report.conflicts()) {
    const absl::string_view message = conflict.message();
    if (message.find(moved.first) != absl::string_view::npos &&
        message.find(moved.second) != absl::string_view::npos) {
      return true;
    }
  }
  return false;
}

// In the order of the report, each once.
std::vector<MovedPath> MovedPaths(const CheckReport& report) {
  std::vector<MovedPath> paths;
  std::set<MovedPath> seen;
  for (const StackReport& stack : report.stacks()) {
    for (const PatchReport* patch : Outcome(stack)) {
      for (const FileReport& file : patch->files()) {
        const MovedPath moved(file.path(), file.onto_path());
        // A rename that the target has not seen is the stack's own doing.
        if (file.onto_path() == file.old_path()) continue;
        if (file.onto_path().empty() || !seen.insert(moved).second) continue;
        if (!IsSaidByAConflict(report, moved)) paths.push_back(moved);
      }
    }
  }
  return paths;
}

}  // namespace

std::string RenderMovedFiles(const CheckReport& report,
                             const TextStyle& style) {
  const std::vector<MovedPath> paths = MovedPaths(report);
  if (paths.empty()) return std::string();
  const size_t shown =
      style.verbose || paths.size() <= kFewFiles + 1 ? paths.size() : kFewFiles;
  std::string out =
      absl::StrCat("\n",
                   Paint(absl::StrCat("Elsewhere on ", Visible(report.onto())),
                         Ink::kBold, style),
                   "\n");
  for (size_t i = 0; i < shown; ++i) {
    absl::StrAppend(&out, "  ", Visible(paths[i].first), " is ",
                    Visible(paths[i].second), " there\n");
  }
  if (shown < paths.size()) {
    absl::StrAppend(&out, "  … ", paths.size() - shown, " more\n");
  }
  return out;
}

}  // namespace patchgraph
