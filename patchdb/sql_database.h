// What patchdb asks of a database, whichever it is: an SQLite file for one
// repository, or PostgreSQL for a team.

#ifndef PATCHGRAPH_PATCHDB_SQL_DATABASE_H_
#define PATCHGRAPH_PATCHDB_SQL_DATABASE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// Bytes as they are, where a std::string is text: UTF-8 without a NUL.
struct SqlBytes {
  std::string bytes;
};

// A value that goes into a statement; std::monostate is NULL.
using SqlValue =
    std::variant<std::monostate, int64_t, double, std::string, SqlBytes>;

// `text` as a SqlValue of either database can hold it: what is no UTF-8, and
// NUL, becomes U+FFFD.
std::string SqlText(absl::string_view text);

// One row of an answer. Columns count from 0; NULL reads as 0 or "".
class SqlRow {
 public:
  virtual ~SqlRow() = default;
  virtual std::string Text(int column) const = 0;
  virtual std::string Bytes(int column) const = 0;
  virtual int64_t Number(int column) const = 0;
  virtual double Real(int column) const = 0;
  virtual bool IsNull(int column) const = 0;
};

// Statements are in the SQL that SQLite and PostgreSQL share. Parameters are
// $1, $2, …, of which the first uses come in that order.
//
// FailedPrecondition: the database is damaged, no patchdb, or newer; it is left
// as it is. Unavailable: it cannot be reached, is in use by somebody else for
// too long, or the disk is full.
class SqlDatabase {
 public:
  virtual ~SqlDatabase() = default;

  // For people: the file, or the address without its password.
  virtual const std::string& name() const = 0;

  // Runs a statement. `each` is called for each row of its answer; the row is
  // gone when it returns.
  virtual absl::Status Query(absl::string_view sql,
                             absl::Span<const SqlValue> values,
                             absl::FunctionRef<void(const SqlRow&)> each) = 0;

  // Adds `rows` to `table`, "figure (run, name)", in their order.
  virtual absl::Status Insert(absl::string_view table,
                              absl::Span<const std::vector<SqlValue>> rows) = 0;

  // One transaction at a time. One that writes keeps others that write waiting
  // where they would get in each other's way.
  virtual absl::Status Begin() = 0;
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;

  // Of the tables.
  virtual absl::StatusOr<int64_t> Version() = 0;
  // The bytes that it takes on the disk.
  virtual absl::StatusOr<int64_t> Size() = 0;
  // Reads all there is and looks whether it fits together. FailedPrecondition
  // says what does not. A server looks after its own files: there it is only
  // whether each row can be read.
  virtual absl::Status Verify() = 0;
  // Gives back the room of what was removed.
  virtual absl::Status Compact() = 0;

  // Runs a statement that has no rows to answer with.
  absl::Status Execute(absl::string_view sql,
                       absl::Span<const SqlValue> values = {});
  // The first column of the first row; NotFound where there is no row.
  absl::StatusOr<int64_t> NumberOf(absl::string_view sql,
                                   absl::Span<const SqlValue> values = {});
};

// Undoes what is not committed when it goes out of scope. Does not own the
// database, which must outlive it.
class SqlTransaction {
 public:
  explicit SqlTransaction(SqlDatabase* database) : database_(database) {}
  SqlTransaction(const SqlTransaction&) = delete;
  SqlTransaction& operator=(const SqlTransaction&) = delete;
  ~SqlTransaction();

  absl::Status Begin();
  absl::Status Commit();
  void Rollback();

 private:
  SqlDatabase* database_;
  bool open_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_SQL_DATABASE_H_
