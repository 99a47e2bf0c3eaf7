// The tables of patchdb in a PostgreSQL database, for a team. The only place
// that knows libpqxx.

#ifndef PATCHGRAPH_PATCHDB_POSTGRES_DATABASE_H_
#define PATCHGRAPH_PATCHDB_POSTGRES_DATABASE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "patchdb/sql_database.h"

namespace patchgraph {

// The tables are in a schema "patchgraph" of the database that the address
// names. Any number of processes may use it at the same time.
class PostgresDatabase : public SqlDatabase {
 public:
  // To read. NotFound if the tables are not there. FailedPrecondition, and all
  // is left as it is, if they were made by a newer patchgraph. Unavailable if
  // the server cannot be reached or does not let us in.
  static absl::StatusOr<PostgresDatabase> Open(const std::string& address);
  // The same, to write as well. Makes the tables where there are none.
  static absl::StatusOr<PostgresDatabase> OpenOrMake(
      const std::string& address);

  PostgresDatabase(PostgresDatabase&&) noexcept;
  PostgresDatabase& operator=(PostgresDatabase&&) noexcept;
  ~PostgresDatabase() override;

  const std::string& name() const override { return name_; }
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
  struct Session;

  PostgresDatabase(std::unique_ptr<Session> session, std::string name);

  static absl::StatusOr<PostgresDatabase> OpenAs(const std::string& address,
                                                 bool may_make);
  absl::Status CheckOrMakeTables(bool may_make);
  absl::Status MakeOrUpgrade();
  // NotFound without tables.
  absl::StatusOr<int64_t> ReadVersion();
  absl::Status RunScript(const std::string& sql);

  std::unique_ptr<Session> session_;
  std::string name_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_POSTGRES_DATABASE_H_
