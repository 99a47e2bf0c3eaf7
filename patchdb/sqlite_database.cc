#include "patchdb/sqlite_database.h"

#include <sqlite3.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr int kPatienceMilliseconds = 5000;

}  // namespace

absl::StatusOr<SqliteDatabase> SqliteDatabase::OpenAs(
    const std::string& file, const SqliteSchema& schema, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  SqliteDatabase database(std::shared_ptr<sqlite3>(raw, sqlite3_close), file);
  if (raw == nullptr || code != SQLITE_OK) {
    return absl::NotFoundError(absl::StrCat("cannot open ", file));
  }
  sqlite3_busy_timeout(raw, kPatienceMilliseconds);
  const absl::Status status =
      database.CheckOrMakeTables(schema, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!status.ok()) return status;
  return database;
}

absl::StatusOr<SqliteDatabase> SqliteDatabase::Open(
    const std::string& file, const SqliteSchema& schema) {
  // Not SQLITE_OPEN_READONLY: what a process left half done when it was killed
  // is to be undone before anything is read. Where the file cannot be written
  // SQLite opens it to read all the same.
  return OpenAs(file, schema, SQLITE_OPEN_READWRITE);
}

absl::StatusOr<SqliteDatabase> SqliteDatabase::OpenOrMake(
    const std::string& file, const SqliteSchema& schema) {
  std::error_code error;
  const std::filesystem::path folder =
      std::filesystem::path(file).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::UnavailableError(absl::StrCat("cannot make the folder of ",
                                               file, ": ", error.message()));
  }
  return OpenAs(file, schema, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

absl::StatusOr<SqliteStatement> SqliteDatabase::Prepare(const char* sql) const {
  return SqliteStatement::Prepare(handle_.get(), file_, sql);
}

absl::Status SqliteDatabase::Run(const char* sql) const {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) ==
      SQLITE_OK) {
    return absl::OkStatus();
  }
  return SqliteError(handle_.get(), file_);
}

int64_t SqliteDatabase::LastInsertRow() const {
  return sqlite3_last_insert_rowid(handle_.get());
}

absl::StatusOr<int64_t> SqliteDatabase::ReadNumber(const char* sql) const {
  auto statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  const auto row = statement->Step();
  if (!row.ok()) return row.status();
  return *row ? statement->Number(0) : 0;
}

absl::Status SqliteDatabase::Refuse(absl::string_view why) const {
  return absl::FailedPreconditionError(
      absl::StrCat(file_, " ", why, "; it is left as it is"));
}

absl::Status SqliteDatabase::CheckOrMakeTables(const SqliteSchema& schema,
                                               bool may_make) {
  SqliteTransaction transaction(*this);
  // Another process may be making the tables at this moment.
  if (may_make) {
    absl::Status begun = transaction.Begin();
    if (!begun.ok()) return begun;
  }
  const auto id = ReadNumber("PRAGMA application_id");
  if (!id.ok()) return id.status();
  const auto version = ReadNumber("PRAGMA user_version");
  if (!version.ok()) return version.status();
  const auto tables = ReadNumber("SELECT count(*) FROM sqlite_master");
  if (!tables.ok()) return tables.status();
  if (*id == 0 && *tables == 0 && may_make) {
    absl::Status made = Run(schema.make_tables);
    if (made.ok()) {
      made = Run(absl::StrCat("PRAGMA application_id = ", schema.application_id,
                              "; PRAGMA user_version = ", schema.version)
                     .c_str());
    }
    return made.ok() ? transaction.Commit() : made;
  }
  if (*id != schema.application_id) {
    return Refuse("is no file of patchgraph's");
  }
  if (*version > schema.version) {
    return Refuse("was written by a newer patchgraph");
  }
  auto check = Prepare("PRAGMA quick_check(1)");
  if (!check.ok()) return check.status();
  const auto row = check->Step();
  if (!row.ok()) return row.status();
  const std::string verdict = check->Text(0);
  return verdict == "ok" ? absl::OkStatus()
                         : Refuse(absl::StrCat("is damaged (", verdict, ")"));
}

SqliteTransaction::~SqliteTransaction() {
  if (open_) database_.Run("ROLLBACK").IgnoreError();
}

absl::Status SqliteTransaction::Begin() {
  absl::Status status = database_.Run("BEGIN IMMEDIATE");
  open_ = status.ok();
  return status;
}

absl::Status SqliteTransaction::Commit() {
  absl::Status status = database_.Run("COMMIT");
  open_ = !status.ok();
  return status;
}

}  // namespace patchgraph
