#include "patchdb/baseline_store.h"

#include <sqlite3.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "patchdb/sqlite_statement.h"

namespace patchgraph {
namespace {

// "PGDB": SQLite keeps it in the file's header, where file(1) finds it too.
constexpr int64_t kApplicationId = 0x50474442;
constexpr int64_t kSchemaVersion = 1;
constexpr int kPatienceMilliseconds = 5000;

constexpr char kMakeTables[] =
    "CREATE TABLE baseline (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    "  onto TEXT NOT NULL);"
    "CREATE TABLE conflict (baseline INTEGER NOT NULL"
    "  REFERENCES baseline ON DELETE CASCADE, stack TEXT NOT NULL,"
    "  side TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,"
    "  patch TEXT NOT NULL);"
    "CREATE INDEX conflict_of ON conflict (baseline);";

absl::Status Run(sqlite3* handle, const std::string& file, const char* sql) {
  if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK) {
    return absl::OkStatus();
  }
  return SqliteError(handle, file);
}

absl::StatusOr<int64_t> ReadNumber(sqlite3* handle, const std::string& file,
                                   const char* sql) {
  auto statement = SqliteStatement::Prepare(handle, file, sql);
  if (!statement.ok()) return statement.status();
  const auto row = statement->Step();
  if (!row.ok()) return row.status();
  return *row ? statement->Number(0) : 0;
}

absl::Status Refuse(const std::string& file, absl::string_view why) {
  return absl::FailedPreconditionError(
      absl::StrCat(file, " ", why, "; it is left as it is"));
}

// Undoes what is not committed when it goes out of scope.
class Transaction {
 public:
  Transaction(sqlite3* handle, const std::string& file)
      : handle_(handle), file_(file) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (open_) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }

  absl::Status Begin() {
    absl::Status status = Run(handle_, file_, "BEGIN IMMEDIATE");
    open_ = status.ok();
    return status;
  }
  absl::Status Commit() {
    absl::Status status = Run(handle_, file_, "COMMIT");
    open_ = !status.ok();
    return status;
  }

 private:
  sqlite3* handle_;
  const std::string& file_;
  bool open_ = false;
};

}  // namespace

absl::StatusOr<BaselineStore> BaselineStore::OpenAs(const std::string& file,
                                                    int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  BaselineStore store(std::shared_ptr<sqlite3>(raw, sqlite3_close), file);
  if (raw == nullptr || code != SQLITE_OK) {
    return absl::NotFoundError(absl::StrCat("cannot open ", file));
  }
  sqlite3_busy_timeout(raw, kPatienceMilliseconds);
  const absl::Status status =
      store.CheckOrMakeTables((flags & SQLITE_OPEN_CREATE) != 0);
  if (!status.ok()) return status;
  return store;
}

absl::StatusOr<BaselineStore> BaselineStore::Open(const std::string& file) {
  return OpenAs(file, SQLITE_OPEN_READONLY);
}

absl::StatusOr<BaselineStore> BaselineStore::OpenOrMake(
    const std::string& file) {
  return OpenAs(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

absl::Status BaselineStore::CheckOrMakeTables(bool may_make) {
  sqlite3* handle = handle_.get();
  Transaction transaction(handle, file_);
  // Another process may be making the tables at this moment.
  if (may_make) {
    absl::Status begun = transaction.Begin();
    if (!begun.ok()) return begun;
  }
  const auto id = ReadNumber(handle, file_, "PRAGMA application_id");
  if (!id.ok()) return id.status();
  const auto version = ReadNumber(handle, file_, "PRAGMA user_version");
  if (!version.ok()) return version.status();
  const auto tables =
      ReadNumber(handle, file_, "SELECT count(*) FROM sqlite_master");
  if (!tables.ok()) return tables.status();
  if (*id == 0 && *tables == 0 && may_make) {
    absl::Status made = Run(handle, file_, kMakeTables);
    if (made.ok()) {
      made = Run(handle, file_,
                 absl::StrCat("PRAGMA application_id = ", kApplicationId,
                              "; PRAGMA user_version = ", kSchemaVersion)
                     .c_str());
    }
    return made.ok() ? transaction.Commit() : made;
  }
  if (*id != kApplicationId) return Refuse(file_, "is no file of patchgraph's");
  if (*version > kSchemaVersion) {
    return Refuse(file_, "was written by a newer patchgraph");
  }
  auto check = SqliteStatement::Prepare(handle, file_, "PRAGMA quick_check(1)");
  if (!check.ok()) return check.status();
  const auto row = check->Step();
  if (!row.ok()) return row.status();
  const std::string verdict = check->Text(0);
  return verdict == "ok"
             ? absl::OkStatus()
             : Refuse(file_, absl::StrCat("is damaged (", verdict, ")"));
}

absl::Status BaselineStore::Save(const Baseline& baseline) {
  absl::Status status = Run(handle_.get(), file_, "PRAGMA foreign_keys = ON");
  if (!status.ok()) return status;
  Transaction transaction(handle_.get(), file_);
  status = transaction.Begin();
  if (status.ok()) status = Insert(baseline);
  return status.ok() ? transaction.Commit() : status;
}

absl::Status BaselineStore::Insert(const Baseline& baseline) {
  sqlite3* handle = handle_.get();
  auto remove = SqliteStatement::Prepare(handle, file_,
                                         "DELETE FROM baseline WHERE name = ?");
  if (!remove.ok()) return remove.status();
  remove->Bind(1, baseline.name);
  auto insert = SqliteStatement::Prepare(
      handle, file_, "INSERT INTO baseline (name, onto) VALUES (?, ?)");
  if (!insert.ok()) return insert.status();
  insert->Bind(1, baseline.name);
  insert->Bind(2, baseline.onto);
  for (SqliteStatement* statement : {&*remove, &*insert}) {
    const auto done = statement->Step();
    if (!done.ok()) return done.status();
  }
  const int64_t id = sqlite3_last_insert_rowid(handle);
  auto add = SqliteStatement::Prepare(
      handle, file_, "INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?)");
  if (!add.ok()) return add.status();
  for (const KnownConflict& conflict : baseline.conflicts) {
    add->Bind(1, id);
    add->Bind(2, conflict.stack);
    add->Bind(3, conflict.where);
    add->Bind(4, conflict.kind);
    add->Bind(5, conflict.path);
    add->Bind(6, conflict.patch);
    const auto done = add->Step();
    if (!done.ok()) return done.status();
  }
  return absl::OkStatus();
}

absl::StatusOr<Baseline> BaselineStore::Load(absl::string_view name) const {
  sqlite3* handle = handle_.get();
  auto find = SqliteStatement::Prepare(
      handle, file_, "SELECT id, onto FROM baseline WHERE name = ?");
  if (!find.ok()) return find.status();
  find->Bind(1, name);
  const auto found = find->Step();
  if (!found.ok()) return found.status();
  if (!*found) {
    return absl::NotFoundError(
        absl::StrCat("no baseline \"", name, "\" is kept in ", file_));
  }
  Baseline baseline;
  baseline.name = std::string(name);
  baseline.onto = find->Text(1);
  auto list = SqliteStatement::Prepare(
      handle, file_,
      "SELECT stack, side, kind, path, patch FROM conflict"
      " WHERE baseline = ? ORDER BY rowid");
  if (!list.ok()) return list.status();
  list->Bind(1, find->Number(0));
  while (true) {
    const auto row = list->Step();
    if (!row.ok()) return row.status();
    if (!*row) return baseline;
    baseline.conflicts.push_back({list->Text(0), list->Text(1), list->Text(2),
                                  list->Text(3), list->Text(4)});
  }
}

absl::StatusOr<std::vector<std::string>> BaselineStore::Names() const {
  auto list = SqliteStatement::Prepare(handle_.get(), file_,
                                       "SELECT name FROM baseline ORDER BY 1");
  if (!list.ok()) return list.status();
  std::vector<std::string> names;
  while (true) {
    const auto row = list->Step();
    if (!row.ok()) return row.status();
    if (!*row) return names;
    names.push_back(list->Text(0));
  }
}

}  // namespace patchgraph
