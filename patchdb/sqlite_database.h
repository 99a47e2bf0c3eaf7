// A file of patchgraph's: an SQLite database with a purpose.

#ifndef PATCHGRAPH_PATCHDB_SQLITE_DATABASE_H_
#define PATCHGRAPH_PATCHDB_SQLITE_DATABASE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "patchdb/sql_database.h"
#include "patchdb/sqlite_statement.h"

struct sqlite3;

namespace patchgraph {

// What a file is for, as its header says.
struct SqliteSchema {
  int32_t application_id = 0;  // SQLite's; file(1) shows it
  int64_t version = 0;
  const char* make_tables = "";  // SQL
  // SQL that makes tables of version i + 1 tables of version i + 2. An older
  // file that none leads from is used as it is.
  absl::Span<const char* const> upgrades = {};
};

// Several processes may use a file at the same time; one that writes keeps the
// others waiting, for some seconds at most.
//
// A file of kLargestChecked bytes or less is checked for damage when it is
// opened; in a larger one damage is found where it is met, or by Verify().
class SqliteDatabase : public SqlDatabase {
 public:
  static constexpr int64_t kLargestChecked = int64_t{16} << 20;

  // To read. NotFound if the file is not there; Unavailable if it is there and
  // cannot be opened. FailedPrecondition, and the file is left as it is, if it
  // is damaged, made for something else, or written by a newer patchgraph. An
  // older one's tables are brought up to date; where they cannot be written
  // that is FailedPrecondition, too.
  static absl::StatusOr<SqliteDatabase> Open(const std::string& file,
                                             const SqliteSchema& schema);
  // The same, to write as well. Makes the file where it is not there, and its
  // folder; Unavailable where that cannot be.
  static absl::StatusOr<SqliteDatabase> OpenOrMake(const std::string& file,
                                                   const SqliteSchema& schema);

  const std::string& file() const { return file_; }
  absl::StatusOr<SqliteStatement> Prepare(const char* sql) const;
  absl::Status Run(const char* sql) const;

  const std::string& name() const override { return file_; }
  absl::Status Query(absl::string_view sql, absl::Span<const SqlValue> values,
                     absl::FunctionRef<void(const SqlRow&)> each) override;
  absl::Status Insert(absl::string_view table,
                      absl::Span<const std::vector<SqlValue>> rows) override;
  absl::Status Begin() override;
  absl::Status Commit() override;
  void Rollback() override;

  absl::StatusOr<int64_t> Version() override;
  absl::StatusOr<int64_t> Size() override;
  absl::Status Verify() override;
  absl::Status Compact() override;

 private:
  SqliteDatabase(std::shared_ptr<sqlite3> handle, std::string file)
      : handle_(std::move(handle)), file_(std::move(file)) {}

  static absl::StatusOr<SqliteDatabase> OpenAs(const std::string& file,
                                               const SqliteSchema& schema,
                                               int flags);
  absl::StatusOr<int64_t> ReadNumber(const char* sql) const;
  absl::Status Refuse(absl::string_view why) const;
  absl::Status CheckOrMakeTables(const SqliteSchema& schema, bool may_make);
  absl::Status MakeTables(const SqliteSchema& schema);
  absl::Status Upgrade(const SqliteSchema& schema);
  absl::Status SetVersion(const SqliteSchema& schema);
  absl::Status CheckForDamage() const;

  std::shared_ptr<sqlite3> handle_;
  std::string file_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_SQLITE_DATABASE_H_
