#include "patchdb/postgres_database.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <pqxx/pqxx>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "patchdb/patchdb_schema.h"
#include "patchdb/postgres_address.h"

namespace patchgraph {
namespace {

// What a statement may have at most is 65,535.
constexpr size_t kMostParameters = 30000;

// "PGDB": nobody else asks for this lock.
constexpr char kLockTables[] =
    "SELECT pg_advisory_xact_lock(1346851906)";  // 0x50474442

constexpr char kConnectPatience[] = "connect_timeout=10";

// The text of a parameter; nullopt is NULL.
absl::optional<std::string> ParameterOf(const SqlValue& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) {
    return absl::StrCat(*number);
  }
  if (const auto* real = std::get_if<double>(&value)) {
    return absl::StrFormat("%.17g", *real);
  }
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* bytes = std::get_if<SqlBytes>(&value)) {
    return absl::StrCat("\\x", absl::BytesToHexString(bytes->bytes));
  }
  return absl::nullopt;
}

// Parameters as libpqxx takes them: they point into `texts`.
class Parameters {
 public:
  void Add(const SqlValue& value) { texts_.push_back(ParameterOf(value)); }
  std::vector<const char*> Pointers() const {
    std::vector<const char*> pointers;
    pointers.reserve(texts_.size());
    for (const auto& text : texts_) {
      pointers.push_back(text.has_value() ? text->c_str() : nullptr);
    }
    return pointers;
  }
  size_t size() const { return texts_.size(); }

 private:
  std::vector<absl::optional<std::string>> texts_;
};

class PostgresRow : public SqlRow {
 public:
  explicit PostgresRow(const pqxx::row& row) : row_(row) {}
  std::string Text(int column) const override {
    const pqxx::field field = row_[column];
    return std::string(field.c_str(), field.size());
  }
  std::string Bytes(int column) const override {
    const std::string text = Text(column);
    return absl::StartsWith(text, "\\x")
               ? absl::HexStringToBytes(absl::string_view(text).substr(2))
               : text;
  }
  int64_t Number(int column) const override {
    int64_t number = 0;
    const bool is_number = absl::SimpleAtoi(Text(column), &number);
    return is_number ? number : 0;
  }
  double Real(int column) const override {
    double real = 0;
    const bool is_real = absl::SimpleAtod(Text(column), &real);
    return is_real ? real : 0;
  }
  bool IsNull(int column) const override { return row_[column].is_null(); }

 private:
  const pqxx::row& row_;
};

// The first line of what the server said.
std::string FirstLine(const std::exception& error) {
  const std::vector<std::string> lines = absl::StrSplit(error.what(), '\n');
  return lines.front();
}

// Runs `work`; what libpqxx throws becomes a status.
template <typename Work>
absl::Status Guarded(const std::string& name, const Work& work) {
  try {
    work();
    return absl::OkStatus();
  } catch (const pqxx::sql_error& error) {
    const std::string message = absl::StrCat(name, ": ", FirstLine(error));
    // XX001, XX002: a damaged page, a damaged index. 42: no such table, column.
    return absl::StartsWith(error.sqlstate(), "XX00") ||
                   absl::StartsWith(error.sqlstate(), "42P01") ||
                   absl::StartsWith(error.sqlstate(), "42703")
               ? absl::FailedPreconditionError(
                     absl::StrCat(message, "; it is damaged and left as it is"))
               : absl::UnavailableError(message);
  } catch (const std::exception& error) {
    return absl::UnavailableError(absl::StrCat(name, ": ", FirstLine(error)));
  }
}

std::string WithPatience(const std::string& address) {
  if (absl::StrContains(address, "connect_timeout=")) return address;
  return absl::StrCat(address, absl::StrContains(address, '?') ? "&" : "?",
                      kConnectPatience);
}

}  // namespace

struct PostgresDatabase::Session {
  explicit Session(const std::string& address) : connection(address) {}

  pqxx::result Execute(const std::string& sql, const Parameters& parameters) {
    const std::vector<const char*> pointers = parameters.Pointers();
    const auto dynamic =
        pqxx::prepare::make_dynamic_params(pointers.begin(), pointers.end());
    if (transaction != nullptr) return transaction->exec_params(sql, dynamic);
    pqxx::nontransaction alone(connection);
    return alone.exec_params(sql, dynamic);
  }

  pqxx::connection connection;
  // Goes first: it undoes what is not committed on the connection.
  std::unique_ptr<pqxx::work> transaction;
};

PostgresDatabase::PostgresDatabase(std::unique_ptr<Session> session,
                                   std::string name)
    : session_(std::move(session)), name_(std::move(name)) {}
PostgresDatabase::PostgresDatabase(PostgresDatabase&&) noexcept = default;
PostgresDatabase& PostgresDatabase::operator=(PostgresDatabase&&) noexcept =
    default;
PostgresDatabase::~PostgresDatabase() = default;

absl::StatusOr<PostgresDatabase> PostgresDatabase::Open(
    const std::string& address) {
  return OpenAs(address, false);
}

absl::StatusOr<PostgresDatabase> PostgresDatabase::OpenOrMake(
    const std::string& address) {
  return OpenAs(address, true);
}

absl::StatusOr<PostgresDatabase> PostgresDatabase::OpenAs(
    const std::string& address, bool may_make) {
  const std::string name = WithoutPassword(address);
  std::unique_ptr<Session> session;
  absl::Status status = Guarded(name, [&] {
    session = std::make_unique<Session>(WithPatience(address));
    session->connection.set_client_encoding("UTF8");
  });
  if (!status.ok()) {
    return absl::UnavailableError(
        absl::StrCat("cannot reach the database: ",
                     WithoutPasswordOf(address, status.message())));
  }
  PostgresDatabase database(std::move(session), name);
  // Nobody writes for longer than it takes to keep a report.
  status = database.RunScript(
      "SET client_min_messages = warning; SET lock_timeout = '60s';"
      "SET search_path TO patchgraph");
  if (status.ok()) status = database.CheckOrMakeTables(may_make);
  if (!status.ok()) return status;
  return database;
}

absl::StatusOr<int64_t> PostgresDatabase::ReadVersion() {
  // to_regclass() would do, but answers from what the session knew before it
  // waited for whoever made the tables.
  const auto tables = NumberOf(
      "SELECT count(*) FROM pg_catalog.pg_tables"
      " WHERE schemaname = 'patchgraph' AND tablename = 'schema_version'");
  if (!tables.ok()) return tables.status();
  if (*tables == 0) {
    return absl::NotFoundError(
        absl::StrCat(name_, " has no tables of patchgraph's"));
  }
  return NumberOf("SELECT version FROM schema_version");
}

absl::Status PostgresDatabase::CheckOrMakeTables(bool may_make) {
  const auto version = ReadVersion();
  if (version.ok() && *version > kPatchdbVersion) {
    return absl::FailedPreconditionError(absl::StrCat(
        name_, " was written by a newer patchgraph; it is left as it is"));
  }
  if (version.ok() && *version == kPatchdbVersion) return absl::OkStatus();
  if (!version.ok() && !(absl::IsNotFound(version.status()) && may_make)) {
    return version.status();
  }
  return MakeOrUpgrade();
}

absl::Status PostgresDatabase::MakeOrUpgrade() {
  SqlTransaction transaction(this);
  absl::Status status = transaction.Begin();
  if (status.ok()) status = RunScript(kLockTables);
  if (!status.ok()) return status;
  // Another process may have been quicker.
  const auto version = ReadVersion();
  std::string script;
  if (absl::IsNotFound(version.status())) {
    script = absl::StrCat(
        "CREATE SCHEMA IF NOT EXISTS patchgraph;"
        "CREATE TABLE schema_version (version BIGINT NOT NULL);"
        "INSERT INTO schema_version VALUES (",
        kPatchdbVersion, ");", PatchdbTables(kPostgresTypes));
  } else if (!version.ok()) {
    return version.status();
  } else {
    for (int64_t from = *version; from < kPatchdbVersion; ++from) {
      absl::StrAppend(&script, PatchdbUpgrade(kPostgresTypes, from));
    }
    absl::StrAppend(&script,
                    "UPDATE schema_version SET version = ", kPatchdbVersion);
  }
  status = RunScript(script);
  return status.ok() ? transaction.Commit() : status;
}

absl::Status PostgresDatabase::RunScript(const std::string& sql) {
  return Guarded(name_, [&] {
    if (session_->transaction != nullptr) {
      session_->transaction->exec(sql);
    } else {
      pqxx::nontransaction(session_->connection).exec(sql);
    }
  });
}

absl::Status PostgresDatabase::Query(
    absl::string_view sql, absl::Span<const SqlValue> values,
    absl::FunctionRef<void(const SqlRow&)> each) {
  Parameters parameters;
  for (const SqlValue& value : values) parameters.Add(value);
  return Guarded(name_, [&] {
    const pqxx::result result = session_->Execute(std::string(sql), parameters);
    for (const pqxx::row row : result) each(PostgresRow(row));
  });
}

absl::Status PostgresDatabase::Insert(
    absl::string_view table, absl::Span<const std::vector<SqlValue>> rows) {
  size_t done = 0;
  while (done < rows.size()) {
    std::string sql = absl::StrCat("INSERT INTO ", table, " VALUES ");
    Parameters parameters;
    const size_t columns = rows.front().size();
    const size_t end = std::min(rows.size(), done + kMostParameters / columns);
    for (size_t i = done; i < end; ++i) {
      absl::StrAppend(&sql, i == done ? "(" : ", (");
      for (size_t column = 0; column < columns; ++column) {
        parameters.Add(rows[i][column]);
        absl::StrAppend(&sql, column == 0 ? "$" : ", $", parameters.size());
      }
      absl::StrAppend(&sql, ")");
    }
    absl::Status status =
        Guarded(name_, [&] { session_->Execute(sql, parameters); });
    if (!status.ok()) return status;
    done = end;
  }
  return absl::OkStatus();
}

absl::Status PostgresDatabase::Begin() {
  return Guarded(name_, [this] {
    session_->transaction = std::make_unique<pqxx::work>(session_->connection);
  });
}

absl::Status PostgresDatabase::Commit() {
  return Guarded(name_, [this] {
    session_->transaction->commit();
    session_->transaction.reset();
  });
}

void PostgresDatabase::Rollback() {
  Guarded(name_, [this] { session_->transaction.reset(); }).IgnoreError();
}

absl::StatusOr<int64_t> PostgresDatabase::Version() { return ReadVersion(); }

absl::StatusOr<int64_t> PostgresDatabase::Size() {
  return NumberOf(
      "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint"
      " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
      " WHERE n.nspname = 'patchgraph' AND c.relkind = 'r'");
}

absl::Status PostgresDatabase::Verify() {
  for (const char* table :
       {"baseline", "conflict", "run", "figure", "finding", "report"}) {
    absl::Status read = Execute(
        absl::StrCat("SELECT count(whole::text) FROM ", table, " AS whole"));
    if (!read.ok()) return read;
  }
  return absl::OkStatus();
}

absl::Status PostgresDatabase::Compact() {
  for (const char* table : {"run", "figure", "finding", "report"}) {
    absl::Status vacuumed = RunScript(absl::StrCat("VACUUM ", table));
    if (!vacuumed.ok()) return vacuumed;
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
