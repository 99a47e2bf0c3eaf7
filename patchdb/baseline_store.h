// Baselines in patchdb: a file, or the database of a team.

#ifndef PATCHGRAPH_PATCHDB_BASELINE_STORE_H_
#define PATCHGRAPH_PATCHDB_BASELINE_STORE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "patchdb/baseline.h"
#include "patchdb/sql_database.h"

namespace patchgraph {

// Several processes may use a database at the same time; one that writes keeps
// the others waiting, for some seconds at most.
class BaselineStore {
 public:
  // See OpenPatchdb() in patchdb/open_patchdb.h.
  explicit BaselineStore(std::shared_ptr<SqlDatabase> database)
      : database_(std::move(database)) {}

  // Opens `place`, a file or an address, with OpenPatchdb() and its errors.
  static absl::StatusOr<BaselineStore> Open(const std::string& place);
  // The same, to write as well; with OpenOrMakePatchdb().
  static absl::StatusOr<BaselineStore> OpenOrMake(const std::string& place);

  // Keeps `baseline`, in the place of the one of that name if there is one.
  // Either all of it is kept or nothing.
  absl::Status Save(const Baseline& baseline);

  // NotFound if there is none of that name.
  absl::StatusOr<Baseline> Load(absl::string_view name) const;

  // The names of all, sorted.
  absl::StatusOr<std::vector<std::string>> Names() const;

 private:
  absl::Status Insert(const Baseline& baseline);

  std::shared_ptr<SqlDatabase> database_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_BASELINE_STORE_H_
