#include "patchdb/open_patchdb.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "patchdb/patchdb_schema.h"
#include "patchdb/postgres_address.h"
#include "patchdb/postgres_database.h"
#include "patchdb/sqlite_database.h"

namespace patchgraph {
namespace {

// A schema that lives as long as the program.
SqliteSchema PatchdbSqliteSchema() {
  static const auto* const kTables =
      new std::string(PatchdbTables(kSqliteTypes));
  static const auto* const kFromFirst =
      new std::string(PatchdbUpgrade(kSqliteTypes, 1));
  static const char* const kUpgrades[] = {kFromFirst->c_str()};
  return {kPatchdbApplicationId, kPatchdbVersion, kTables->c_str(), kUpgrades};
}

template <typename Database>
absl::StatusOr<std::shared_ptr<SqlDatabase>> Shared(
    absl::StatusOr<Database> database) {
  if (!database.ok()) return database.status();
  return std::shared_ptr<SqlDatabase>(
      std::make_shared<Database>(*std::move(database)));
}

}  // namespace

std::string PatchdbFileIn(absl::string_view git_folder) {
  return absl::StrCat(git_folder, "patchgraph/patchgraph.db");
}

bool IsPostgres(absl::string_view place) {
  return absl::StartsWith(place, "postgresql://") ||
         absl::StartsWith(place, "postgres://");
}

std::string ShownPlace(const std::string& place) {
  return IsPostgres(place) ? WithoutPassword(place) : place;
}

absl::StatusOr<std::shared_ptr<SqlDatabase>> OpenPatchdb(
    const std::string& place) {
  if (IsPostgres(place)) return Shared(PostgresDatabase::Open(place));
  return Shared(SqliteDatabase::Open(place, PatchdbSqliteSchema()));
}

absl::StatusOr<std::shared_ptr<SqlDatabase>> OpenOrMakePatchdb(
    const std::string& place) {
  if (IsPostgres(place)) return Shared(PostgresDatabase::OpenOrMake(place));
  return Shared(SqliteDatabase::OpenOrMake(place, PatchdbSqliteSchema()));
}

}  // namespace patchgraph
