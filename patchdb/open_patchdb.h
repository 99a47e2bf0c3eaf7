// Opens the database that baselines and runs are kept in.

#ifndef PATCHGRAPH_PATCHDB_OPEN_PATCHDB_H_
#define PATCHGRAPH_PATCHDB_OPEN_PATCHDB_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "patchdb/sql_database.h"

namespace patchgraph {

// "patchgraph/patchgraph.db" in git's own folder, which ends in a slash.
std::string PatchdbFileIn(absl::string_view git_folder);

// Whether `place` is the address of a PostgreSQL database rather than a file:
// it begins with postgresql:// or postgres://.
bool IsPostgres(absl::string_view place);

// The place as people are shown it: an address without its password.
std::string ShownPlace(const std::string& place);

// To read. `place` is a file or an address. NotFound if the file is not there,
// or the database has no tables of patchgraph's yet. FailedPrecondition, and
// all is left as it is, if it is damaged, made for something else, or written
// by a newer patchgraph. Tables of an older patchgraph are brought up to date.
absl::StatusOr<std::shared_ptr<SqlDatabase>> OpenPatchdb(
    const std::string& place);

// The same, to write as well. Makes the tables where there are none, and a
// file with its folder.
absl::StatusOr<std::shared_ptr<SqlDatabase>> OpenOrMakePatchdb(
    const std::string& place);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_OPEN_PATCHDB_H_
