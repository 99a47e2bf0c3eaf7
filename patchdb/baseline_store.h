// Baselines in a file: an SQLite database.

#ifndef PATCHGRAPH_PATCHDB_BASELINE_STORE_H_
#define PATCHGRAPH_PATCHDB_BASELINE_STORE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "patchdb/baseline.h"
#include "patchdb/sqlite_database.h"

namespace patchgraph {

// Several processes may use a file at the same time; one that writes keeps the
// others waiting, for some seconds at most.
class BaselineStore {
 public:
  // Opens `file`. NotFound if it is not there. FailedPrecondition, and the file
  // is left as it is, if it is damaged, no file of patchgraph's, or written by
  // a newer patchgraph.
  static absl::StatusOr<BaselineStore> Open(const std::string& file);
  // The same, to write as well. Makes the file where it is not there, and its
  // folder.
  static absl::StatusOr<BaselineStore> OpenOrMake(const std::string& file);

  // Keeps `baseline`, in the place of the one of that name if there is one.
  // Either all of it is kept or nothing.
  absl::Status Save(const Baseline& baseline);

  // NotFound if there is none of that name.
  absl::StatusOr<Baseline> Load(absl::string_view name) const;

  // The names of all, sorted.
  absl::StatusOr<std::vector<std::string>> Names() const;

 private:
  explicit BaselineStore(SqliteDatabase database)
      : database_(std::move(database)) {}

  absl::Status Insert(const Baseline& baseline);

  SqliteDatabase database_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_BASELINE_STORE_H_
