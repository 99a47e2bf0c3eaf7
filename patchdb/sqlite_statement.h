// A prepared statement of SQLite.

#ifndef PATCHGRAPH_PATCHDB_SQLITE_STATEMENT_H_
#define PATCHGRAPH_PATCHDB_SQLITE_STATEMENT_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct sqlite3;
struct sqlite3_stmt;

namespace patchgraph {

// What SQLite said last, as a status that names the file: FailedPrecondition
// for a file that is damaged or none of SQLite's, Unavailable for the rest.
absl::Status SqliteError(sqlite3* handle, absl::string_view file);

// Used as: Prepare, Bind…, then Step until it is false. Does not own the
// database, which must outlive it.
class SqliteStatement {
 public:
  static absl::StatusOr<SqliteStatement> Prepare(sqlite3* handle,
                                                 absl::string_view file,
                                                 const char* sql);

  // Positions count from 1, as in SQL. The text is copied.
  void Bind(int position, absl::string_view text);
  void Bind(int position, int64_t number);
  // As a BLOB, which Text() reads back as it was.
  void BindBytes(int position, absl::string_view bytes);
  void BindReal(int position, double number);
  void BindNull(int position);

  // Whether there is a row (a further one). Starts over after the last.
  absl::StatusOr<bool> Step();

  // Of the row that Step() came to; columns count from 0.
  std::string Text(int column) const;
  int64_t Number(int column) const;
  double Real(int column) const;
  bool IsNull(int column) const;

 private:
  SqliteStatement(sqlite3* handle, absl::string_view file, sqlite3_stmt* raw);

  sqlite3* handle_;
  std::string file_;
  std::shared_ptr<sqlite3_stmt> statement_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_SQLITE_STATEMENT_H_
