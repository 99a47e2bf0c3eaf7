#include "patchdb/baseline_store.h"

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// The id is "PGDB".
constexpr SqliteSchema kSchema = {
    0x50474442, 1,
    "CREATE TABLE baseline (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    "  onto TEXT NOT NULL);"
    "CREATE TABLE conflict (baseline INTEGER NOT NULL"
    "  REFERENCES baseline ON DELETE CASCADE, stack TEXT NOT NULL,"
    "  side TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,"
    "  patch TEXT NOT NULL);"
    "CREATE INDEX conflict_of ON conflict (baseline);"};

}  // namespace

absl::StatusOr<BaselineStore> BaselineStore::Open(const std::string& file) {
  auto database = SqliteDatabase::Open(file, kSchema);
  if (!database.ok()) return database.status();
  return BaselineStore(*std::move(database));
}

absl::StatusOr<BaselineStore> BaselineStore::OpenOrMake(
    const std::string& file) {
  auto database = SqliteDatabase::OpenOrMake(file, kSchema);
  if (!database.ok()) return database.status();
  return BaselineStore(*std::move(database));
}

absl::Status BaselineStore::Save(const Baseline& baseline) {
  absl::Status status = database_.Run("PRAGMA foreign_keys = ON");
  if (!status.ok()) return status;
  SqliteTransaction transaction(database_);
  status = transaction.Begin();
  if (status.ok()) status = Insert(baseline);
  return status.ok() ? transaction.Commit() : status;
}

absl::Status BaselineStore::Insert(const Baseline& baseline) {
  auto remove = database_.Prepare("DELETE FROM baseline WHERE name = ?");
  if (!remove.ok()) return remove.status();
  remove->Bind(1, baseline.name);
  auto insert =
      database_.Prepare("INSERT INTO baseline (name, onto) VALUES (?, ?)");
  if (!insert.ok()) return insert.status();
  insert->Bind(1, baseline.name);
  insert->Bind(2, baseline.onto);
  for (SqliteStatement* statement : {&*remove, &*insert}) {
    const auto done = statement->Step();
    if (!done.ok()) return done.status();
  }
  const int64_t id = database_.LastInsertRow();
  auto add =
      database_.Prepare("INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?)");
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
  auto find = database_.Prepare("SELECT id, onto FROM baseline WHERE name = ?");
  if (!find.ok()) return find.status();
  find->Bind(1, name);
  const auto found = find->Step();
  if (!found.ok()) return found.status();
  if (!*found) {
    return absl::NotFoundError(absl::StrCat(
        "no baseline \"", name, "\" is kept in ", database_.file()));
  }
  Baseline baseline;
  baseline.name = std::string(name);
  baseline.onto = find->Text(1);
  auto list = database_.Prepare(
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
  auto list = database_.Prepare("SELECT name FROM baseline ORDER BY 1");
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
