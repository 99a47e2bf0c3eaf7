#include "patchdb/resolution_store.h"

#include "absl/strings/str_cat.h"
#include "patchdb/sql_database.h"

namespace patchgraph {
namespace {

// The id is "PGRS". Bytes are BLOBs: they may be of any encoding, and compare
// as bytes. Rows are read and written as a whole, in the order of the columns.
constexpr SqliteSchema kSchema = {
    0x50475253, 1,
    "CREATE TABLE resolution ("
    "  id TEXT PRIMARY KEY, key TEXT NOT NULL, scope TEXT NOT NULL,"
    "  before BLOB NOT NULL, base BLOB NOT NULL, ours BLOB NOT NULL,"
    "  theirs BLOB NOT NULL, after BLOB NOT NULL, result BLOB NOT NULL,"
    "  mode INTEGER NOT NULL, time INTEGER NOT NULL, who BLOB NOT NULL,"
    "  commit_id BLOB NOT NULL, patch BLOB NOT NULL, path BLOB NOT NULL)"
    "  WITHOUT ROWID;"
    "CREATE INDEX resolution_of ON resolution (key);"};

constexpr char kInsert[] =
    "INSERT INTO resolution VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?)"
    " ON CONFLICT (id) DO UPDATE SET time = excluded.time,"
    "  who = excluded.who, commit_id = excluded.commit_id,"
    "  patch = excluded.patch, path = excluded.path"
    " WHERE (excluded.time, excluded.who, excluded.commit_id, excluded.patch,"
    "  excluded.path) < (time, who, commit_id, patch, path)";
constexpr char kFind[] =
    "SELECT * FROM resolution WHERE key = ? ORDER BY time DESC, id";
constexpr char kAll[] = "SELECT * FROM resolution ORDER BY path, time DESC, id";

// What stands for the mode of a result: 0 for lines, which have none.
constexpr int64_t kDeleted = -1;

int64_t ModeNumber(const Resolution& resolution) {
  if (resolution.conflict.scope != ConflictScope::kFile) return 0;
  if (resolution.deleted) return kDeleted;
  return static_cast<int64_t>(resolution.mode);
}

Resolution RowOf(const SqliteStatement& row) {
  Resolution resolution;
  ConflictIdentity& conflict = resolution.conflict;
  conflict.scope =
      ConflictScopeNamed(row.Text(2)).value_or(ConflictScope::kRegion);
  conflict.before = row.Text(3);
  conflict.base = row.Text(4);
  conflict.ours = row.Text(5);
  conflict.theirs = row.Text(6);
  conflict.after = row.Text(7);
  resolution.result = row.Text(8);
  const int64_t mode = row.Number(9);
  resolution.deleted = mode == kDeleted;
  if (mode == static_cast<int64_t>(FileMode::kExecutable)) {
    resolution.mode = FileMode::kExecutable;
  }
  resolution.when = row.Number(10);
  resolution.who = row.Text(11);
  resolution.commit = row.Text(12);
  resolution.patch = row.Text(13);
  resolution.path = row.Text(14);
  return resolution;
}

void BindRow(const Resolution& resolution, SqliteStatement* row) {
  const ConflictIdentity& conflict = resolution.conflict;
  row->Bind(1, IdOf(resolution));
  row->Bind(2, KeyOf(conflict));
  row->Bind(3, Name(conflict.scope));
  row->BindBytes(4, conflict.before);
  row->BindBytes(5, conflict.base);
  row->BindBytes(6, conflict.ours);
  row->BindBytes(7, conflict.theirs);
  row->BindBytes(8, conflict.after);
  row->BindBytes(9, resolution.result);
  row->Bind(10, ModeNumber(resolution));
  row->Bind(11, resolution.when);
  row->BindBytes(12, resolution.who);
  row->BindBytes(13, resolution.commit);
  row->BindBytes(14, resolution.patch);
  row->BindBytes(15, resolution.path);
}

}  // namespace

std::string ResolutionsFileIn(absl::string_view git_folder) {
  return absl::StrCat(git_folder, "patchgraph/resolutions.db");
}

absl::StatusOr<ResolutionStore> ResolutionStore::Open(const std::string& file) {
  auto database = SqliteDatabase::Open(file, kSchema);
  if (!database.ok()) return database.status();
  return ResolutionStore(*std::move(database));
}

absl::StatusOr<ResolutionStore> ResolutionStore::OpenOrMake(
    const std::string& file) {
  auto database = SqliteDatabase::OpenOrMake(file, kSchema);
  if (!database.ok()) return database.status();
  return ResolutionStore(*std::move(database));
}

absl::StatusOr<int> ResolutionStore::Add(
    absl::Span<const Resolution> resolutions) {
  if (resolutions.empty()) return 0;
  SqlTransaction transaction(&database_);
  absl::Status status = transaction.Begin();
  if (!status.ok()) return status;
  const absl::StatusOr<int> added = Insert(resolutions);
  if (!added.ok()) return added.status();
  status = transaction.Commit();
  if (!status.ok()) return status;
  return *added;
}

absl::StatusOr<int> ResolutionStore::Insert(
    absl::Span<const Resolution> resolutions) {
  auto known = database_.Prepare("SELECT 1 FROM resolution WHERE id = ?");
  if (!known.ok()) return known.status();
  auto insert = database_.Prepare(kInsert);
  if (!insert.ok()) return insert.status();
  int added = 0;
  for (const Resolution& resolution : resolutions) {
    const std::string wrong = WhatIsWrongWith(resolution);
    if (!wrong.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("a resolution cannot be kept: ", wrong));
    }
    known->Bind(1, IdOf(resolution));
    const auto is_known = known->Step();
    if (!is_known.ok()) return is_known.status();
    if (*is_known) {
      // To its end, so that it can be asked again.
      const auto end = known->Step();
      if (!end.ok()) return end.status();
    } else {
      ++added;
    }
    BindRow(resolution, &*insert);
    const auto done = insert->Step();
    if (!done.ok()) return done.status();
  }
  return added;
}

absl::StatusOr<std::vector<Resolution>> ResolutionStore::Read(
    SqliteStatement statement) const {
  std::vector<Resolution> resolutions;
  while (true) {
    const auto row = statement.Step();
    if (!row.ok()) return row.status();
    if (!*row) return resolutions;
    Resolution resolution = RowOf(statement);
    if (IdOf(resolution) != statement.Text(0) ||
        KeyOf(resolution.conflict) != statement.Text(1)) {
      return absl::FailedPreconditionError(
          absl::StrCat(database_.file(),
                       " is damaged (a resolution is not what its id says); "
                       "it is left as it is"));
    }
    resolutions.push_back(std::move(resolution));
  }
}

absl::StatusOr<std::vector<Resolution>> ResolutionStore::Find(
    absl::string_view key) const {
  auto find = database_.Prepare(kFind);
  if (!find.ok()) return find.status();
  find->Bind(1, key);
  return Read(*std::move(find));
}

absl::StatusOr<std::vector<Resolution>> ResolutionStore::All() const {
  auto all = database_.Prepare(kAll);
  if (!all.ok()) return all.status();
  return Read(*std::move(all));
}

absl::Status ResolutionStore::Verify() {
  absl::Status status = database_.Verify();
  return status.ok() ? All().status() : status;
}

absl::StatusOr<int> ResolutionStore::Remove(absl::Span<const std::string> ids) {
  SqlTransaction transaction(&database_);
  absl::Status status = transaction.Begin();
  if (!status.ok()) return status;
  auto remove =
      database_.Prepare("DELETE FROM resolution WHERE id = ? RETURNING 1");
  if (!remove.ok()) return remove.status();
  int removed = 0;
  for (const std::string& id : ids) {
    remove->Bind(1, id);
    while (true) {
      const auto row = remove->Step();
      if (!row.ok()) return row.status();
      if (!*row) break;
      ++removed;
    }
  }
  status = transaction.Commit();
  if (!status.ok()) return status;
  return removed;
}

absl::StatusOr<std::vector<Resolution>> FindResolutions(const std::string& file,
                                                        absl::string_view key) {
  const auto store = ResolutionStore::Open(file);
  if (absl::IsNotFound(store.status())) return std::vector<Resolution>();
  if (!store.ok()) return store.status();
  return store->Find(key);
}

}  // namespace patchgraph
