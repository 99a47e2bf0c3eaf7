#include "patchdb/baseline_store.h"

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "patchdb/open_patchdb.h"

namespace patchgraph {
namespace {

constexpr char kConflictTable[] =
    "conflict (baseline, stack, side, kind, path, patch)";

}  // namespace

absl::StatusOr<BaselineStore> BaselineStore::Open(const std::string& place) {
  auto database = OpenPatchdb(place);
  if (!database.ok()) return database.status();
  return BaselineStore(*std::move(database));
}

absl::StatusOr<BaselineStore> BaselineStore::OpenOrMake(
    const std::string& place) {
  auto database = OpenOrMakePatchdb(place);
  if (!database.ok()) return database.status();
  return BaselineStore(*std::move(database));
}

absl::Status BaselineStore::Save(const Baseline& baseline) {
  SqlTransaction transaction(database_.get());
  absl::Status status = transaction.Begin();
  if (status.ok()) status = Insert(baseline);
  return status.ok() ? transaction.Commit() : status;
}

absl::Status BaselineStore::Insert(const Baseline& baseline) {
  // The row stays: of two that save at once the second waits for the first.
  const auto id = database_->NumberOf(
      "INSERT INTO baseline (name, onto) VALUES ($1, $2)"
      " ON CONFLICT (name) DO UPDATE SET onto = excluded.onto RETURNING id",
      {SqlText(baseline.name), SqlText(baseline.onto)});
  if (!id.ok()) return id.status();
  absl::Status status =
      database_->Execute("DELETE FROM conflict WHERE baseline = $1", {*id});
  if (!status.ok()) return status;
  std::vector<std::vector<SqlValue>> rows;
  rows.reserve(baseline.conflicts.size());
  for (const KnownConflict& conflict : baseline.conflicts) {
    rows.push_back({*id, SqlText(conflict.stack), SqlText(conflict.where),
                    SqlText(conflict.kind), SqlText(conflict.path),
                    SqlText(conflict.patch)});
  }
  return database_->Insert(kConflictTable, rows);
}

absl::StatusOr<Baseline> BaselineStore::Load(absl::string_view name) const {
  Baseline baseline;
  baseline.name = std::string(name);
  absl::optional<int64_t> id;
  absl::Status status =
      database_->Query("SELECT id, onto FROM baseline WHERE name = $1",
                       {SqlText(name)}, [&](const SqlRow& row) {
                         id = row.Number(0);
                         baseline.onto = row.Text(1);
                       });
  if (!status.ok()) return status;
  if (!id.has_value()) {
    return absl::NotFoundError(absl::StrCat(
        "no baseline \"", name, "\" is kept in ", database_->name()));
  }
  // Compare() sorts them.
  status = database_->Query(
      "SELECT stack, side, kind, path, patch FROM conflict WHERE baseline = $1",
      {*id}, [&baseline](const SqlRow& row) {
        baseline.conflicts.push_back(
            {row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)});
      });
  if (!status.ok()) return status;
  return baseline;
}

absl::StatusOr<std::vector<std::string>> BaselineStore::Names() const {
  std::vector<std::string> names;
  const absl::Status status = database_->Query(
      "SELECT name FROM baseline ORDER BY name", {},
      [&names](const SqlRow& row) { names.push_back(row.Text(0)); });
  if (!status.ok()) return status;
  return names;
}

}  // namespace patchgraph
