#include "patchdb/graph_store.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "engine/model/object_id.h"
#include "patchdb/sql_database.h"
#include "patchdb/sqlite_database.h"

namespace patchgraph {
namespace {

// The id is "PGGR". `used` counts up: the highest was asked for last.
constexpr SqliteSchema kSchema = {
    0x50474752, kGraphVersion,
    "CREATE TABLE graph (key TEXT PRIMARY KEY, used INTEGER NOT NULL,"
    "  checksum TEXT NOT NULL, bytes BLOB NOT NULL);"};

constexpr char kTouch[] =
    "UPDATE graph SET used = (SELECT max(used) FROM graph) + 1 WHERE key = ?";

// A graph of another version has another key, so that it is never found.
std::string VersionedKey(absl::string_view key) {
  return absl::StrCat("version ", kGraphVersion, ": ", key);
}

absl::Status Execute(const SqliteDatabase& database, const char* sql,
                     absl::string_view key) {
  auto statement = database.Prepare(sql);
  if (!statement.ok()) return statement.status();
  statement->Bind(1, key);
  return statement->Step().status();
}

// What is kept under `key`, if it is as it was written. Nothing of the file is
// in use any more when this returns.
absl::optional<std::string> ReadBytes(const std::string& file,
                                      absl::string_view key) {
  const auto database = SqliteDatabase::Open(file, kSchema);
  if (!database.ok()) return absl::nullopt;
  auto find =
      database->Prepare("SELECT checksum, bytes FROM graph WHERE key = ?");
  if (!find.ok()) return absl::nullopt;
  find->Bind(1, key);
  const auto row = find->Step();
  if (!row.ok() || !*row) return absl::nullopt;
  std::string bytes = find->Text(1);
  if (HashBlob(bytes).Hex() != find->Text(0)) return absl::nullopt;
  return bytes;
}

}  // namespace

std::string GraphsFileIn(absl::string_view git_folder) {
  return absl::StrCat(git_folder, "patchgraph/graphs.db");
}

absl::optional<KeptGraph> GraphStore::Load(absl::string_view key) const {
  const std::string versioned = VersionedKey(key);
  const absl::optional<std::string> bytes = ReadBytes(file_, versioned);
  if (!bytes.has_value()) return absl::nullopt;
  absl::optional<KeptGraph> graph = DecodeGraph(*bytes);
  if (!graph.has_value()) return absl::nullopt;
  // Where this cannot be written down, it is only let go of sooner.
  const auto writable = SqliteDatabase::OpenOrMake(file_, kSchema);
  if (writable.ok()) Execute(*writable, kTouch, versioned).IgnoreError();
  return graph;
}

absl::Status GraphStore::TrySave(absl::string_view key,
                                 const std::string& bytes) const {
  auto database = SqliteDatabase::OpenOrMake(file_, kSchema);
  if (!database.ok()) return database.status();
  SqlTransaction transaction(&*database);
  absl::Status status = transaction.Begin();
  if (!status.ok()) return status;
  auto insert = database->Prepare(
      "INSERT OR REPLACE INTO graph VALUES (?,"
      " (SELECT coalesce(max(used), 0) + 1 FROM graph), ?, ?)");
  if (!insert.ok()) return insert.status();
  insert->Bind(1, key);
  insert->Bind(2, HashBlob(bytes).Hex());
  insert->BindBytes(3, bytes);
  status = insert->Step().status();
  if (!status.ok()) return status;
  auto let_go = database->Prepare(
      "DELETE FROM graph WHERE key NOT IN"
      " (SELECT key FROM graph ORDER BY used DESC LIMIT ?)");
  if (!let_go.ok()) return let_go.status();
  let_go->Bind(1, int64_t{kMostGraphs});
  status = let_go->Step().status();
  return status.ok() ? transaction.Commit() : status;
}

absl::StatusOr<int> GraphStore::Count() const {
  auto database = SqliteDatabase::Open(file_, kSchema);
  if (!database.ok()) return database.status();
  absl::Status status = database->Verify();
  if (!status.ok()) return status;
  int count = 0;
  int damaged = 0;
  status = database->Query(
      "SELECT checksum, bytes FROM graph", {}, [&](const SqlRow& row) {
        const bool same = HashBlob(row.Bytes(1)).Hex() == row.Text(0);
        ++(same ? count : damaged);
      });
  if (!status.ok()) return status;
  if (damaged == 0) return count;
  return absl::FailedPreconditionError(absl::StrCat(
      file_, " is damaged (", damaged, " graphs are not what was kept)"));
}

absl::Status GraphStore::Save(absl::string_view key,
                              const KeptGraph& graph) const {
  const std::string versioned = VersionedKey(key);
  const std::string bytes = EncodeGraph(graph);
  absl::Status saved = TrySave(versioned, bytes);
  if (!absl::IsFailedPrecondition(saved)) return saved;
  // Damaged, or of another version: nothing in it is worth anything.
  std::error_code error;
  std::filesystem::remove(file_, error);
  if (error) return saved;
  return TrySave(versioned, bytes);
}

}  // namespace patchgraph
