// Resolutions in a file: an SQLite database, which docs/resolutions.md
// describes.

#ifndef PATCHGRAPH_PATCHDB_RESOLUTION_STORE_H_
#define PATCHGRAPH_PATCHDB_RESOLUTION_STORE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolutions/resolution.h"
#include "patchdb/sqlite_database.h"

namespace patchgraph {

// Where they are kept: below git's own folder, which ends in a slash.
std::string ResolutionsFileIn(absl::string_view git_folder);

// Several processes may use a file at the same time; one that writes keeps the
// others waiting, for some seconds at most. Where a row is not what its id
// says, the answer is FailedPrecondition and nothing of the file is used.
class ResolutionStore {
 public:
  // Opens `file`. NotFound if it is not there. FailedPrecondition, and the file
  // is left as it is, if it is damaged, no file of patchgraph's, or written by
  // a newer patchgraph.
  static absl::StatusOr<ResolutionStore> Open(const std::string& file);
  // The same, to write as well. Makes the file where it is not there, and its
  // folder.
  static absl::StatusOr<ResolutionStore> OpenOrMake(const std::string& file);

  // Keeps all of them or none; of two with one id, the one that ComesFirst().
  // How many were not known before.
  absl::StatusOr<int> Add(absl::Span<const Resolution> resolutions);

  // Those of one key (KeyOf), the newest first.
  absl::StatusOr<std::vector<Resolution>> Find(absl::string_view key) const;
  // All of them, by path, then the newest first.
  absl::StatusOr<std::vector<Resolution>> All() const;

  // Reads all there is and looks whether it fits together, and whether each is
  // what its id says. FailedPrecondition says what is not.
  absl::Status Verify();

  const std::string& file() const { return database_.file(); }

  // Forgets those ids. How many there were.
  absl::StatusOr<int> Remove(absl::Span<const std::string> ids);

 private:
  explicit ResolutionStore(SqliteDatabase database)
      : database_(std::move(database)) {}

  absl::StatusOr<std::vector<Resolution>> Read(SqliteStatement statement) const;
  absl::StatusOr<int> Insert(absl::Span<const Resolution> resolutions);

  SqliteDatabase database_;
};

// Those of one key in a file that need not be there, opened for this alone: a
// ResolutionFinder without its file.
absl::StatusOr<std::vector<Resolution>> FindResolutions(const std::string& file,
                                                        absl::string_view key);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_RESOLUTION_STORE_H_
