// A commit of git as a value.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_COMMIT_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_COMMIT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// Text is bytes as the commit holds them, whatever its encoding.
struct GitCommit {
  ObjectId id;
  ObjectId tree;
  std::vector<ObjectId> parents;
  std::string author;          // "Name <mail>"
  std::string author_date;     // as FormatMailDate
  std::string committer_date;  // "2006-04-03", where the committer was
  int64_t committed_at = 0;    // seconds since 1970, UTC
  std::string subject;         // the first paragraph, in one line
  std::string message;         // all of it
};

// What a commit changed: from one tree to another.
struct CommitTrees {
  ObjectId before;
  ObjectId after;
};

// The first twelve digits of an id, as kernel people abbreviate it.
std::string ShortId(const ObjectId& id);

// Seconds since 1970 UTC, seen `offset` minutes east of Greenwich, as mail and
// `git format-patch` write it: "Mon, 3 Apr 2006 10:00:00 +0200".
std::string FormatMailDate(int64_t seconds, int offset);
// The same as a day: "2006-04-03".
std::string FormatDay(int64_t seconds, int offset);

// A commit message's first paragraph in one line, without space around it.
std::string SubjectOf(absl::string_view message);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_COMMIT_H_
