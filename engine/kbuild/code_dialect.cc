#include "engine/kbuild/code_dialect.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/kbuild/surviving_code.h"

namespace patchgraph {
namespace {

bool IsLinkerScript(absl::string_view path) {
  return absl::EndsWith(path, ".lds.S") || absl::EndsWith(path, ".lds");
}

bool IsAssembler(absl::string_view path) {
  return absl::EndsWith(path, ".S") || absl::EndsWith(path, ".s");
}

// Elsewhere '#' marks a constant, or nothing at all.
bool HashIsComment(absl::string_view path) {
  for (const absl::string_view arch :
       {"i386", "x86_64", "x86", "mips", "powerpc", "ppc", "ppc64", "s390",
        "alpha"}) {
    if (absl::StartsWith(path, absl::StrCat("arch/", arch, "/"))) return true;
  }
  return false;
}

}  // namespace

bool IsCode(absl::string_view path) {
  for (const absl::string_view end : {".c", ".h", ".S", ".s", ".lds"}) {
    if (absl::EndsWith(path, end)) return true;
  }
  return false;
}

CodeDialect DialectOf(absl::string_view path, absl::string_view text) {
  CodeDialect dialect;
  if (IsLinkerScript(path)) return dialect;
  if (IsAssembler(path)) {
    dialect.hash_begins_comment = true;
    dialect.hash_ends_code = HashIsComment(path);
    dialect.lines_count = true;
    return dialect;
  }
  // A header for assembler too.
  dialect.lines_count = absl::StrContains(text, ".macro");
  return dialect;
}

}  // namespace patchgraph
