#include "engine/kbuild/makefile_lists.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kObjectLists[] = {
    "obj-y",    "obj-m",       "lib-y",      "lib-m",     "extra-y",
    "subdir-y", "subdir-m",    "always",     "always-y",  "head-y",
    "core-y",   "core-m",      "drivers-y",  "drivers-m", "net-y",
    "net-m",    "libs-y",      "libs-m",     "init-y",    "init-m",
    "virt-y",   "hostprogs-y", "hostprogs-m"};

// Kbuild's own words that are not lists of objects.
constexpr absl::string_view kOtherNames[] = {
    "targets",          "clean-files",  "clean-dirs",  "mrproper-files",
    "always",           "header-y",     "unifdef-y",   "generic-y",
    "subdir-ccflags-y", "ccflags-y",    "asflags-y",   "ldflags-y",
    "host-progs",       "dtb-y",        "generated-y", "mandatory-y",
    "header-test-y",    "build-targets"};

bool IsIn(absl::string_view name, absl::Span<const absl::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// CFLAGS, EXTRA_CFLAGS, CPPFLAGS_vmlinux.lds, LDFLAGS and their like, which go
// into commands wherever they are; and what commands are called.
bool IsOfTheBuild(absl::string_view name) {
  if (absl::StartsWith(name, "cmd_") || absl::StartsWith(name, "quiet_cmd_")) {
    return true;
  }
  const absl::string_view stem = name.substr(0, name.find('_'));
  return std::any_of(stem.begin(), stem.end(), absl::ascii_isupper) ||
         absl::StrContains(name, "FLAGS");
}

// When an object is in a list of the makefile, or may be.
MakeGuard WhereBuilt(absl::string_view stem, Makefile* makefile,
                     MakeGuards* guards) {
  const std::string object = absl::StrCat(stem, ".o");
  const auto in_list = [&](absl::string_view list) {
    MakeGuard built = kNever;
    if (!makefile->IsAssigned(list)) return built;
    for (const MakePart& word : makefile->Words(list)) {
      if (word.text == object || word.text == stem || HasUnknown(word.text)) {
        built = guards->Or(built, word.guard);
      }
    }
    return built;
  };
  MakeGuard built = kNever;
  for (const absl::string_view list : kObjectLists) {
    built = guards->Or(built, in_list(list));
  }
  // An object may be a part of another composite object.
  for (const std::string& name : makefile->AssignedNames()) {
    if (built == kAlways) break;
    const absl::string_view other = CompositeStem(name);
    if (!other.empty() && other != stem) {
      built = guards->Or(built, in_list(name));
    }
  }
  return built;
}

}  // namespace

absl::Span<const absl::string_view> ObjectLists() { return kObjectLists; }

absl::string_view CompositeStem(absl::string_view variable) {
  if (IsIn(variable, kObjectLists) || IsIn(variable, kOtherNames)) return "";
  for (const absl::string_view suffix : {"-y", "-m", "-objs", "-cxxobjs"}) {
    if (absl::ConsumeSuffix(&variable, suffix)) return variable;
  }
  return "";
}

MakeGuard WhereRead(absl::string_view variable, Makefile* makefile,
                    MakeGuards* guards) {
  if (IsIn(variable, kObjectLists) || IsIn(variable, kOtherNames) ||
      makefile->IsExported(variable) || HasUnknown(variable)) {
    return kAlways;
  }
  // "obj-" is where the objects go that are not built.
  if (absl::EndsWith(variable, "-")) return kNever;
  const absl::string_view stem = CompositeStem(variable);
  if (!stem.empty()) return WhereBuilt(stem, makefile, guards);
  // One that the makefile does not use itself is for somebody else.
  return IsOfTheBuild(variable) || !makefile->IsAskedFor(variable) ? kAlways
                                                                   : kNever;
}

}  // namespace patchgraph
