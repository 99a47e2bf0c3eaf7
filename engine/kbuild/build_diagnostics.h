// What compilers, linkers and make complain about, and which of it is new.

#ifndef PATCHGRAPH_ENGINE_KBUILD_BUILD_DIAGNOSTICS_H_
#define PATCHGRAPH_ENGINE_KBUILD_BUILD_DIAGNOSTICS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/text/edit.h"

namespace patchgraph {

enum class DiagnosticKind : unsigned char { kError, kWarning };

struct BuildDiagnostic {
  DiagnosticKind kind = DiagnosticKind::kError;
  std::string path;  // from the top of the tree; empty where none is named
  int line = 0;      // from 1; 0 where none is named
  int column = 0;    // from 1, or 0
  std::string text;  // without the tree's own path
};

inline bool operator==(const BuildDiagnostic& a, const BuildDiagnostic& b) {
  return a.kind == b.kind && a.path == b.path && a.line == b.line &&
         a.column == b.column && a.text == b.text;
}

// Reads what gcc, clang, as, ld and GNU make print. `tree` is the folder that
// the command ran in. Notes are left out, and that make stops because something
// else failed; what is said twice, as of a header, is said once.
std::vector<BuildDiagnostic> ReadDiagnostics(absl::string_view output,
                                             absl::string_view tree);

struct NewDiagnostic {
  BuildDiagnostic diagnostic;
  // The edit of the file that the line is in; unset if it is in none: then
  // something that the line uses changed.
  absl::optional<Edit> edit;
  std::string patch;  // that put the line there; empty if it is in no edit
};

// The edits between the base's file and the patched one, as Diff() gives them;
// of a file that only the patched tree has, one edit.
using EditsOfFile = std::function<std::vector<Edit>(absl::string_view path)>;
// The patch that a line (from 1) of the patched tree's file comes from. May be
// empty.
using PatchAtLine = std::function<std::string(absl::string_view path, int)>;

// The diagnostics of the patched tree that the base does not have: those of
// lines that were edited, and those that the base does not give for the same
// line, which may stand elsewhere now.
std::vector<NewDiagnostic> NewDiagnostics(
    const std::vector<BuildDiagnostic>& base,
    const std::vector<BuildDiagnostic>& patched, const EditsOfFile& edits_of,
    const PatchAtLine& patch_at);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_BUILD_DIAGNOSTICS_H_
