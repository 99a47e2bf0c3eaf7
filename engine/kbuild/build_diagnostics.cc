#include "engine/kbuild/build_diagnostics.h"

#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

using DiagnosticKey = std::tuple<DiagnosticKind, std::string, int, std::string>;

DiagnosticKey KeyOf(const BuildDiagnostic& diagnostic, int line) {
  return {diagnostic.kind, diagnostic.path, line, diagnostic.text};
}

// Takes "12:" off the front.
bool TakeNumber(absl::string_view* text, int* number) {
  const std::size_t colon = text->find(':');
  if (colon == absl::string_view::npos ||
      !absl::SimpleAtoi(text->substr(0, colon), number) || *number < 0) {
    return false;
  }
  text->remove_prefix(colon + 1);
  return true;
}

// What the linker says of places differs from build to build.
bool TakeSection(absl::string_view* text) {
  if (!absl::StartsWith(*text, "(.")) return false;
  const std::size_t close = text->find("):");
  if (close == absl::string_view::npos) return false;
  text->remove_prefix(close + 2);
  return true;
}

bool TakeKind(absl::string_view* text, DiagnosticKind* kind) {
  *text = absl::StripLeadingAsciiWhitespace(*text);
  for (const absl::string_view word :
       {"fatal error:", "error:", "Error:", "Fatal error:"}) {
    if (absl::ConsumePrefix(text, word)) {
      *kind = DiagnosticKind::kError;
      return true;
    }
  }
  for (const absl::string_view word : {"warning:", "Warning:"}) {
    if (absl::ConsumePrefix(text, word)) {
      *kind = DiagnosticKind::kWarning;
      return true;
    }
  }
  return false;
}

bool IsOfTheLinker(absl::string_view text) {
  for (const absl::string_view words :
       {"undefined reference to", "multiple definition of", "cannot find ",
        "undefined symbol"}) {
    if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(text), words)) {
      return true;
    }
  }
  return false;
}

class DiagnosticReader {
 public:
  explicit DiagnosticReader(absl::string_view tree)
      : tree_(absl::StrCat(tree, "/")) {}

  // Nothing if the line is no diagnostic.
  absl::optional<BuildDiagnostic> Read(absl::string_view line) const {
    const std::string without_tree = absl::StrReplaceAll(line, {{tree_, ""}});
    BuildDiagnostic diagnostic;
    // The compiler says so of the linker, which said more itself.
    if (absl::StrContains(line, "returned 1 exit status")) return absl::nullopt;
    if (ReadMake(without_tree, &diagnostic) ||
        ReadPlace(without_tree, &diagnostic)) {
      diagnostic.text =
          std::string(absl::StripAsciiWhitespace(diagnostic.text));
      return diagnostic;
    }
    return absl::nullopt;
  }

 private:
  // "make[1]: *** No rule to make target 'a.o', needed by 'b'.  Stop."
  static bool ReadMake(absl::string_view line, BuildDiagnostic* diagnostic) {
    if (!absl::StartsWith(line, "make")) return false;
    const std::size_t stars = line.find("*** ");
    if (stars == absl::string_view::npos) return false;
    absl::string_view text = line.substr(stars + 4);
    if (!absl::StrContains(text, "No rule to make target")) return false;
    absl::ConsumeSuffix(&text, "Stop.");
    diagnostic->text = std::string(text);
    return true;
  }

  static bool ReadPlace(absl::string_view line, BuildDiagnostic* diagnostic) {
    for (std::size_t colon = line.find(':'); colon != absl::string_view::npos;
         colon = line.find(':', colon + 1)) {
      const absl::string_view path = line.substr(0, colon);
      absl::string_view rest = line.substr(colon + 1);
      int number = 0;
      if (TakeNumber(&rest, &number)) {
        int column = 0;
        TakeNumber(&rest, &column);
        if (!TakeKind(&rest, &diagnostic->kind) && !IsOfTheLinker(rest)) {
          continue;
        }
        diagnostic->line = number;
        diagnostic->column = column;
      } else {
        const bool has_section = TakeSection(&rest);
        const bool is_link = IsOfTheLinker(rest);
        if (!is_link && (has_section || !TakeKind(&rest, &diagnostic->kind))) {
          continue;
        }
      }
      SetPath(path, diagnostic);
      diagnostic->text = std::string(rest);
      return true;
    }
    return false;
  }

  // The linker's own name stands before that of the object.
  static void SetPath(absl::string_view path, BuildDiagnostic* diagnostic) {
    const std::size_t space = path.rfind(": ");
    if (space != absl::string_view::npos) path.remove_prefix(space + 2);
    while (absl::ConsumePrefix(&path, "./")) {
    }
    const bool is_tool = absl::EndsWith(path, "/ld") || path == "ld" ||
                         absl::EndsWith(path, "gcc") ||
                         absl::EndsWith(path, "clang") || path == "collect2" ||
                         path == "cc1";
    if (!is_tool) diagnostic->path = std::string(path);
  }

  std::string tree_;
};

// Where a line (from 1) of the base's file stands now; 0 if it was edited.
int LineNow(int line, const std::vector<Edit>& edits) {
  int shift = 0;
  for (const Edit& edit : edits) {
    if (line <= edit.before_begin) break;
    if (line <= edit.before_end) return 0;
    shift = edit.after_end - edit.before_end;
  }
  return line + shift;
}

}  // namespace

std::vector<BuildDiagnostic> ReadDiagnostics(absl::string_view output,
                                             absl::string_view tree) {
  constexpr std::size_t kLongestLine = 10000;
  const DiagnosticReader reader(tree);
  std::vector<BuildDiagnostic> diagnostics;
  std::set<DiagnosticKey> known;
  for (absl::string_view line : absl::StrSplit(output, '\n')) {
    if (line.size() > kLongestLine) continue;
    absl::ConsumeSuffix(&line, "\r");
    auto diagnostic = reader.Read(line);
    if (diagnostic &&
        known.insert(KeyOf(*diagnostic, diagnostic->line)).second) {
      diagnostics.push_back(*std::move(diagnostic));
    }
  }
  return diagnostics;
}

std::vector<NewDiagnostic> NewDiagnostics(
    const std::vector<BuildDiagnostic>& base,
    const std::vector<BuildDiagnostic>& patched, const EditsOfFile& edits_of,
    const PatchAtLine& patch_at) {
  std::map<std::string, std::vector<Edit>> edits;
  const auto edits_in = [&](const std::string& path) -> std::vector<Edit>& {
    const auto [known, is_new] = edits.try_emplace(path);
    if (is_new && !path.empty() && edits_of) known->second = edits_of(path);
    return known->second;
  };
  std::set<DiagnosticKey> old;
  for (const BuildDiagnostic& diagnostic : base) {
    const int line = diagnostic.line == 0
                         ? 0
                         : LineNow(diagnostic.line, edits_in(diagnostic.path));
    // That of an edited line went with the line.
    if (diagnostic.line == 0 || line > 0) old.insert(KeyOf(diagnostic, line));
  }
  std::vector<NewDiagnostic> result;
  for (const BuildDiagnostic& diagnostic : patched) {
    if (old.count(KeyOf(diagnostic, diagnostic.line)) > 0) continue;
    NewDiagnostic found;
    found.diagnostic = diagnostic;
    for (const Edit& edit : edits_in(diagnostic.path)) {
      if (diagnostic.line > edit.after_begin &&
          diagnostic.line <= edit.after_end) {
        found.edit = edit;
        if (patch_at) found.patch = patch_at(diagnostic.path, diagnostic.line);
      }
    }
    result.push_back(std::move(found));
  }
  return result;
}

}  // namespace patchgraph
