// How a person resolved one conflict, and by what the conflict is known again.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_RESOLUTION_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_RESOLUTION_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/file_state.h"

namespace patchgraph {

enum class ConflictScope {
  kRegion,  // lines of a file, all three sides known
  kSides,   // lines of a file whose base is not known, nor which side is which
  kFile,    // a file as a whole: binary, deleted on one side, modes
};

// "region", "sides", "file": the names in files. They never change.
absl::string_view Name(ConflictScope scope);
absl::optional<ConflictScope> ConflictScopeNamed(absl::string_view name);

// As many lines on each side of a conflict as diff(1) shows around a hunk: what
// a person sees of the surroundings, and enough to tell "}" from "}".
constexpr int kResolutionContext = 3;

// All that a conflict is known by. Two conflicts are the same where all of it
// is, to the byte.
//
// kRegion: the text of each side, as a merge in the diff3 style has it.
// `before` and `after` are the merged lines next to it, kResolutionContext on
// each side or as many as there are up to the next conflict; none only where
// the file begins or ends. kSides: the same, but `base` is empty and `ours` is
// the smaller text. kFile: "100644 BLOB-ID" for each side, empty where a side
// has no file; no context.
struct ConflictIdentity {
  ConflictScope scope = ConflictScope::kRegion;
  std::string base;
  std::string ours;
  std::string theirs;
  std::string before;
  std::string after;
};

bool operator==(const ConflictIdentity& a, const ConflictIdentity& b);
inline bool operator!=(const ConflictIdentity& a, const ConflictIdentity& b) {
  return !(a == b);
}

// A kRegion without its base, as kSides.
ConflictIdentity WithoutBase(const ConflictIdentity& region);

struct Resolution {
  ConflictIdentity conflict;
  // What takes the conflict's place: lines, or a whole file's bytes.
  std::string result;
  // Of kFile alone: the result's mode, or that there is to be no file.
  FileMode mode = FileMode::kRegular;
  bool deleted = false;

  // Where it comes from; none of it decides what it is good for but `path`.
  std::string path;    // empty if unknown
  std::string who;     // "A U Thor <author@example.com>"
  int64_t when = 0;    // seconds since 1970
  std::string commit;  // the id of the commit that met it; empty if unknown
  std::string patch;   // its subject, or a patch's name
};

// 64 hexadecimal digits: the SHA-256 of scope, base, ours, theirs, before and
// after, each written as its length in decimal, ":", its bytes and ",".
std::string KeyOf(const ConflictIdentity& conflict);

// 64 hexadecimal digits that name the resolution: the SHA-256 of the key, the
// kind of result ("text", "deleted" or the mode in octal) and its bytes,
// written in the same way. Where it comes from makes no other resolution of it.
std::string IdOf(const Resolution& resolution);

constexpr int kShortResolutionId = 12;

// The largest text of a resolution, and the longest of the names in it, in
// bytes. What is larger is not kept.
constexpr size_t kLargestResolutionText = size_t{16} << 20;
constexpr size_t kLongestResolutionName = 4096;

// Whether it can be what it says. What comes from elsewhere need not: texts
// that are too large, a context that does not end with its line, a result that
// would run into the line after it or has conflict markers in it, sides that
// agree. The answer says what is wrong with it, or is empty.
std::string WhatIsWrongWith(const Resolution& resolution);

// Of two with the same id, the one whose origin is kept: the earlier. The same
// on every machine.
bool ComesFirst(const Resolution& a, const Resolution& b);

// "Resolution from A U Thor, 2006-04-03". The name is not fit for a terminal.
std::string OriginWords(const Resolution& resolution);

// Whether a text has a line that begins a conflict, parts or ends it: seven of
// "<", "|" or ">", alone or followed by a space.
bool HasConflictMarkers(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_RESOLUTION_H_
