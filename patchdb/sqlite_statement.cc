#include "patchdb/sqlite_statement.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"

namespace patchgraph {

absl::Status SqliteError(sqlite3* handle, absl::string_view file) {
  const int code = sqlite3_errcode(handle) & 0xFF;  // without its extension
  const std::string message = absl::StrCat(file, ": ", sqlite3_errmsg(handle));
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
    return absl::FailedPreconditionError(
        absl::StrCat(file, " is damaged, or no file of patchgraph's (",
                     sqlite3_errmsg(handle), "); it is left as it is"));
  }
  return absl::UnavailableError(message);
}

SqliteStatement::SqliteStatement(sqlite3* handle, absl::string_view file,
                                 sqlite3_stmt* raw)
    : handle_(handle), file_(file), statement_(raw, sqlite3_finalize) {}

absl::StatusOr<SqliteStatement> SqliteStatement::Prepare(sqlite3* handle,
                                                         absl::string_view file,
                                                         const char* sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle, sql, -1, &raw, nullptr) != SQLITE_OK) {
    return SqliteError(handle, file);
  }
  return SqliteStatement(handle, file, raw);
}

void SqliteStatement::Bind(int position, absl::string_view text) {
  // A null pointer would be SQL's NULL, which an empty text is not.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text(statement_.get(), position, bytes,
                    static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void SqliteStatement::Bind(int position, int64_t number) {
  sqlite3_bind_int64(statement_.get(), position, number);
}

void SqliteStatement::BindBytes(int position, absl::string_view bytes) {
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  sqlite3_bind_blob(statement_.get(), position, data,
                    static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
}

void SqliteStatement::BindReal(int position, double number) {
  sqlite3_bind_double(statement_.get(), position, number);
}

void SqliteStatement::BindNull(int position) {
  sqlite3_bind_null(statement_.get(), position);
}

absl::StatusOr<bool> SqliteStatement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) return SqliteError(handle_, file_);
  sqlite3_reset(statement_.get());
  return false;
}

std::string SqliteStatement::Text(int column) const {
  // sqlite3_column_blob gives text as it is kept, and bytes as well.
  const auto* bytes =
      static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (bytes == nullptr) return std::string();
  return std::string(bytes, sqlite3_column_bytes(statement_.get(), column));
}

int64_t SqliteStatement::Number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double SqliteStatement::Real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

bool SqliteStatement::IsNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

}  // namespace patchgraph
