#include "patchdb/sql_database.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/report/utf8.h"

namespace patchgraph {

std::string SqlText(absl::string_view text) {
  std::string valid = ValidUtf8(text);
  if (valid.find('\0') == std::string::npos) return valid;
  return absl::StrReplaceAll(valid,
                             {{absl::string_view("\0", 1), "\xEF\xBF\xBD"}});
}

absl::Status SqlDatabase::Execute(absl::string_view sql,
                                  absl::Span<const SqlValue> values) {
  return Query(sql, values, [](const SqlRow&) {});
}

absl::StatusOr<int64_t> SqlDatabase::NumberOf(
    absl::string_view sql, absl::Span<const SqlValue> values) {
  bool found = false;
  int64_t number = 0;
  absl::Status status = Query(sql, values, [&](const SqlRow& row) {
    if (!found) number = row.Number(0);
    found = true;
  });
  if (!status.ok()) return status;
  if (!found) return absl::NotFoundError(absl::StrCat(name(), ": no such row"));
  return number;
}

SqlTransaction::~SqlTransaction() { Rollback(); }

void SqlTransaction::Rollback() {
  if (open_) database_->Rollback();
  open_ = false;
}

absl::Status SqlTransaction::Begin() {
  absl::Status status = database_->Begin();
  open_ = status.ok();
  return status;
}

absl::Status SqlTransaction::Commit() {
  absl::Status status = database_->Commit();
  if (status.ok()) open_ = false;
  return status;
}

}  // namespace patchgraph
