#include "patchdb/sqlite_database.h"

#include <sqlite3.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace patchgraph {
namespace {

// A gate that keeps a large report, on a disk that is slow to say that it has
// it, keeps others waiting for a second or two.
constexpr int kPatienceMilliseconds = 20000;

void BindValue(const SqlValue& value, int position,
               SqliteStatement* statement) {
  if (const auto* number = std::get_if<int64_t>(&value)) {
    statement->Bind(position, *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    statement->BindReal(position, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement->Bind(position, *text);
  } else if (const auto* bytes = std::get_if<SqlBytes>(&value)) {
    statement->BindBytes(position, bytes->bytes);
  } else {
    statement->BindNull(position);
  }
}

class SqliteRow : public SqlRow {
 public:
  explicit SqliteRow(const SqliteStatement& statement)
      : statement_(statement) {}
  std::string Text(int column) const override {
    return statement_.Text(column);
  }
  std::string Bytes(int column) const override {
    return statement_.Text(column);
  }
  int64_t Number(int column) const override {
    return statement_.Number(column);
  }
  double Real(int column) const override { return statement_.Real(column); }
  bool IsNull(int column) const override { return statement_.IsNull(column); }

 private:
  const SqliteStatement& statement_;
};

// NotFound is for a file that is not there alone: whoever reads goes on without
// what was kept then.
absl::Status CannotOpen(const std::string& file, int reason, int flags) {
  const std::string message = absl::StrCat(
      "cannot open ", file, ": ", std::generic_category().message(reason));
  const bool may_make = (flags & SQLITE_OPEN_CREATE) != 0;
  return !may_make && (reason == ENOENT || reason == ENOTDIR)
             ? absl::NotFoundError(message)
             : absl::UnavailableError(message);
}

}  // namespace

absl::StatusOr<SqliteDatabase> SqliteDatabase::OpenAs(
    const std::string& file, const SqliteSchema& schema, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  SqliteDatabase database(std::shared_ptr<sqlite3>(raw, sqlite3_close), file);
  if (raw == nullptr || code != SQLITE_OK) {
    return CannotOpen(file, raw == nullptr ? ENOMEM : sqlite3_system_errno(raw),
                      flags);
  }
  sqlite3_busy_timeout(raw, kPatienceMilliseconds);
  absl::Status status = database.Run("PRAGMA foreign_keys = ON");
  if (!status.ok()) return status;
  status =
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

absl::Status SqliteDatabase::SetVersion(const SqliteSchema& schema) {
  return Run(absl::StrCat("PRAGMA application_id = ", schema.application_id,
                          "; PRAGMA user_version = ", schema.version)
                 .c_str());
}

absl::Status SqliteDatabase::MakeTables(const SqliteSchema& schema) {
  absl::Status made = Run(schema.make_tables);
  return made.ok() ? SetVersion(schema) : made;
}

absl::Status SqliteDatabase::Upgrade(const SqliteSchema& schema) {
  if (sqlite3_db_readonly(handle_.get(), "main") == 1) {
    return Refuse(
        "was written by an older patchgraph and cannot be brought up to date, "
        "since it cannot be written");
  }
  SqlTransaction transaction(this);
  absl::Status status = transaction.Begin();
  if (!status.ok()) return status;
  // Another process may have been quicker.
  const auto version = ReadNumber("PRAGMA user_version");
  if (!version.ok()) return version.status();
  for (int64_t from = *version; from < schema.version; ++from) {
    status = Run(schema.upgrades[static_cast<size_t>(from - 1)]);
    if (!status.ok()) return status;
  }
  if (*version < schema.version) status = SetVersion(schema);
  return status.ok() ? transaction.Commit() : status;
}

absl::Status SqliteDatabase::CheckForDamage() const {
  std::error_code error;
  const auto size = std::filesystem::file_size(file_, error);
  if (!error && static_cast<int64_t>(size) > kLargestChecked) {
    return absl::OkStatus();
  }
  auto check = Prepare("PRAGMA quick_check(1)");
  if (!check.ok()) return check.status();
  const auto row = check->Step();
  if (!row.ok()) return row.status();
  const std::string verdict = check->Text(0);
  return verdict == "ok" ? absl::OkStatus()
                         : Refuse(absl::StrCat("is damaged (", verdict, ")"));
}

absl::Status SqliteDatabase::CheckOrMakeTables(const SqliteSchema& schema,
                                               bool may_make) {
  SqlTransaction transaction(this);
  // Another process may be making the tables at this moment.
  if (may_make) {
    absl::Status begun = transaction.Begin();
    if (!begun.ok()) return begun;
  }
  // First of all whether there are tables: where their maker commits between
  // these questions, tables without an id would be somebody else's.
  const auto tables = ReadNumber("SELECT count(*) FROM sqlite_master");
  if (!tables.ok()) return tables.status();
  const auto id = ReadNumber("PRAGMA application_id");
  if (!id.ok()) return id.status();
  const auto version = ReadNumber("PRAGMA user_version");
  if (!version.ok()) return version.status();
  if (*id == 0 && *tables == 0) {
    // Made a moment ago, or its maker was killed before there was anything.
    if (!may_make) return absl::NotFoundError(absl::StrCat(file_, " is empty"));
    const absl::Status made = MakeTables(schema);
    return made.ok() ? transaction.Commit() : made;
  }
  if (*id != schema.application_id) {
    return Refuse("is no file of patchgraph's");
  }
  if (*version > schema.version) {
    return Refuse("was written by a newer patchgraph");
  }
  absl::Status sound = CheckForDamage();
  const bool is_old =
      *version >= 1 && *version < schema.version &&
      schema.version - 1 <= static_cast<int64_t>(schema.upgrades.size());
  if (!sound.ok() || !is_old) return sound;
  transaction.Rollback();
  return Upgrade(schema);
}

absl::Status SqliteDatabase::Query(
    absl::string_view sql, absl::Span<const SqlValue> values,
    absl::FunctionRef<void(const SqlRow&)> each) {
  auto statement = Prepare(std::string(sql).c_str());
  if (!statement.ok()) return statement.status();
  int position = 0;
  for (const SqlValue& value : values) {
    BindValue(value, ++position, &*statement);
  }
  while (true) {
    const auto row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return absl::OkStatus();
    each(SqliteRow(*statement));
  }
}

absl::Status SqliteDatabase::Insert(
    absl::string_view table, absl::Span<const std::vector<SqlValue>> rows) {
  if (rows.empty()) return absl::OkStatus();
  std::string sql = absl::StrCat("INSERT INTO ", table, " VALUES (");
  for (size_t i = 0; i < rows.front().size(); ++i) {
    absl::StrAppend(&sql, i == 0 ? "?" : ", ?");
  }
  auto statement = Prepare(absl::StrCat(sql, ")").c_str());
  if (!statement.ok()) return statement.status();
  for (const std::vector<SqlValue>& row : rows) {
    int position = 0;
    for (const SqlValue& value : row) BindValue(value, ++position, &*statement);
    const auto done = statement->Step();
    if (!done.ok()) return done.status();
  }
  return absl::OkStatus();
}

absl::Status SqliteDatabase::Begin() { return Run("BEGIN IMMEDIATE"); }

absl::Status SqliteDatabase::Commit() { return Run("COMMIT"); }

void SqliteDatabase::Rollback() { Run("ROLLBACK").IgnoreError(); }

absl::StatusOr<int64_t> SqliteDatabase::Version() {
  return ReadNumber("PRAGMA user_version");
}

absl::StatusOr<int64_t> SqliteDatabase::Size() {
  std::error_code error;
  const auto size = std::filesystem::file_size(file_, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot read ", file_));
  return static_cast<int64_t>(size);
}

absl::Status SqliteDatabase::Compact() { return Run("VACUUM"); }

absl::Status SqliteDatabase::Verify() {
  for (const char* question :
       {"PRAGMA integrity_check(10)", "PRAGMA foreign_key_check"}) {
    auto check = Prepare(question);
    if (!check.ok()) return check.status();
    std::vector<std::string> said;
    while (true) {
      const auto row = check->Step();
      if (!row.ok()) return row.status();
      if (!*row) break;
      said.push_back(check->Text(0));
    }
    if (said.empty() || (said.size() == 1 && said.front() == "ok")) continue;
    return Refuse(absl::StrCat("is damaged (", absl::StrJoin(said, "; "), ")"));
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
