#include "engine/forms/split_references.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/graph/kbuild_names.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// "a/b/../c.h" -> "a/c.h"; empty if it leads out of the tree.
std::string NormalPath(absl::string_view path) {
  std::vector<absl::string_view> parts;
  for (const absl::string_view part :
       absl::StrSplit(path, '/', absl::SkipEmpty())) {
    if (part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return std::string();
    } else {
      parts.pop_back();
    }
  }
  return absl::StrJoin(parts, "/");
}

bool IsSource(absl::string_view path) {
  for (const char* ending : {".c", ".h", ".S", ".s", ".lds", ".inc", ".cc"}) {
    if (absl::EndsWith(path, ending)) return true;
  }
  return false;
}

// What stands between the brackets or quotes of an #include; whether quotes.
bool ReadInclude(absl::string_view line, std::string* name, bool* quoted) {
  line = absl::StripAsciiWhitespace(line);
  if (!absl::ConsumePrefix(&line, "#")) return false;
  line = absl::StripLeadingAsciiWhitespace(line);
  if (!absl::ConsumePrefix(&line, "include")) return false;
  line = absl::StripLeadingAsciiWhitespace(line);
  if (line.empty() || (line[0] != '"' && line[0] != '<')) return false;
  *quoted = line[0] == '"';
  const size_t end = line.find(*quoted ? '"' : '>', 1);
  if (end == line.npos) return false;
  *name = std::string(line.substr(1, end - 1));
  return true;
}

FileReference IncludeFrom(absl::string_view path, const std::string& name,
                          bool quoted) {
  FileReference reference;
  const auto add = [&reference](const std::string& place) {
    const std::string normal = NormalPath(place);
    if (!normal.empty()) reference.paths.push_back(normal);
  };
  if (quoted) add(JoinPath(ParentDirectory(path), name));
  add(absl::StrCat("include/", name));
  absl::string_view rest = name;
  const absl::string_view arch = ArchitectureOf(path);
  if (absl::ConsumePrefix(&rest, "asm/")) {
    if (!arch.empty()) add(absl::StrCat("include/asm-", arch, "/", rest));
    if (!arch.empty()) {
      add(absl::StrCat("arch/", arch, "/include/asm/", rest));
    }
  }
  if (!absl::StrContains(name, "..")) reference.suffix = name;
  return reference;
}

// What makes an object, or stands in a folder.
FileReference BuiltFrom(const std::string& target) {
  FileReference reference;
  absl::string_view stem = target;
  if (absl::ConsumeSuffix(&stem, "/")) {
    reference.paths = {absl::StrCat(stem, "/Makefile"),
                       absl::StrCat(stem, "/Kbuild")};
  } else if (absl::ConsumeSuffix(&stem, ".o")) {
    for (const char* ending : {".c", ".S", ".s"}) {
      reference.paths.push_back(absl::StrCat(stem, ending));
    }
  }
  return reference;
}

// "name-y", "name-objs" and "name-$(CONFIG_X)" of a line, as the object that
// it is the composition of.
std::string ComposedIn(absl::string_view line, absl::string_view folder) {
  const size_t assign = line.find('=');
  if (assign == line.npos) return std::string();
  absl::string_view left = line.substr(0, assign);
  while (absl::ConsumeSuffix(&left, ":") || absl::ConsumeSuffix(&left, "+")) {
  }
  left = absl::StripAsciiWhitespace(left);
  const size_t dash = left.rfind('-');
  if (dash == left.npos || left.find_first_of(" \t$(") < dash) {
    return std::string();
  }
  const absl::string_view name = left.substr(0, dash);
  return name == "obj" || name == "lib"
             ? std::string()
             : JoinPath(folder, absl::StrCat(name, ".o"));
}

void AddMakefile(absl::string_view path, absl::string_view text,
                 std::vector<FileReference>* references) {
  const absl::string_view folder = ParentDirectory(path);
  std::string joined(text);
  for (size_t at = joined.find("\\\n"); at != std::string::npos;
       at = joined.find("\\\n", at)) {
    joined.replace(at, 2, " ");
  }
  std::vector<std::string> composed;
  std::vector<std::string> built;
  for (const absl::string_view raw : absl::StrSplit(joined, '\n')) {
    absl::string_view line =
        absl::StripAsciiWhitespace(WithoutMakefileComment(raw));
    absl::string_view rest = line;
    if (absl::ConsumePrefix(&rest, "include ") ||
        absl::ConsumePrefix(&rest, "-include ")) {
      rest = absl::StripAsciiWhitespace(rest);
      absl::ConsumePrefix(&rest, "$(srctree)/");
      if (rest.find_first_of("$ ") == rest.npos) {
        references->push_back({{NormalPath(rest)}, ""});
      }
      continue;
    }
    const std::string composition = ComposedIn(line, folder);
    if (!composition.empty()) composed.push_back(composition);
    for (std::string& target : BuiltIn(line, folder)) {
      built.push_back(std::move(target));
    }
  }
  for (const std::string& target : built) {
    if (std::find(composed.begin(), composed.end(), target) != composed.end()) {
      continue;
    }
    FileReference reference = BuiltFrom(target);
    if (!reference.paths.empty()) references->push_back(std::move(reference));
  }
}

void AddKconfig(absl::string_view text,
                std::vector<FileReference>* references) {
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, "source")) continue;
    line = absl::StripAsciiWhitespace(line);
    absl::ConsumePrefix(&line, "\"");
    absl::ConsumeSuffix(&line, "\"");
    if (line.empty() || line.find_first_of("$ ") != line.npos) continue;
    references->push_back({{NormalPath(line)}, ""});
  }
}

}  // namespace

absl::string_view ArchitectureOf(absl::string_view path) {
  if (absl::ConsumePrefix(&path, "arch/") ||
      absl::ConsumePrefix(&path, "include/asm-")) {
    const size_t end = path.find('/');
    if (end != path.npos) return path.substr(0, end);
  }
  return absl::string_view();
}

std::vector<FileReference> ReferencesIn(absl::string_view path,
                                        absl::string_view text) {
  std::vector<FileReference> references;
  if (IsMakefile(path)) {
    AddMakefile(path, text, &references);
  } else if (IsKconfig(path)) {
    AddKconfig(text, &references);
  } else if (IsSource(path)) {
    for (const absl::string_view line : absl::StrSplit(text, '\n')) {
      std::string name;
      bool quoted = false;
      if (ReadInclude(line, &name, &quoted)) {
        references.push_back(IncludeFrom(path, name, quoted));
      }
    }
  }
  return references;
}

}  // namespace patchgraph
