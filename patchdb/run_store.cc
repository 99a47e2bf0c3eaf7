#include "patchdb/run_store.h"

#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "engine/model/object_id.h"
#include "patchdb/run_parts.h"
#include "patchdb/stored_report.h"

namespace patchgraph {
namespace {

constexpr char kRunColumns[] =
    "run.number, run.id, run.inputs, run.project, run.stacks, run.onto,"
    " run.onto_id, run.made_at, run.seen_at, run.version, run.answer,"
    " (SELECT count(*) FROM report WHERE report.run = run.number)";

std::string StacksText(const std::vector<std::string>& stacks) {
  return SqlText(absl::StrJoin(stacks, "\n"));
}

int64_t Now() { return absl::ToUnixMicros(absl::Now()); }

absl::Status CheckQuestion(const RunQuestion& question) {
  for (const std::string& stack : question.stacks) {
    if (absl::StrContains(stack, '\n')) {
      return absl::InvalidArgumentError(
          "a stack's name holds a newline: its runs cannot be kept");
    }
  }
  return absl::OkStatus();
}

StoredRun RunOfRow(const SqlRow& row) {
  StoredRun run;
  run.number = row.Number(0);
  run.id = row.Text(1);
  run.inputs = row.Text(2);
  run.question.project = row.Text(3);
  run.question.stacks = absl::StrSplit(row.Text(4), '\n', absl::SkipEmpty());
  run.question.onto = row.Text(5);
  run.onto_id = row.Text(6);
  run.made_at = row.Text(7);
  run.seen_at = row.Number(8);
  run.version = row.Text(9);
  run.answer = row.Text(10);
  run.has_report = row.Number(11) != 0;
  return run;
}

// The condition of `filter`, and what its parameters are.
std::string ConditionOf(const RunFilter& filter,
                        std::vector<SqlValue>* values) {
  std::vector<std::string> parts;
  const auto add = [&](absl::string_view column, std::string value) {
    if (value.empty()) return;
    values->emplace_back(std::move(value));
    parts.push_back(absl::StrCat(column, " = $", values->size()));
  };
  add("run.project", SqlText(filter.project));
  add("run.stacks", StacksText(filter.stacks));
  add("run.onto", SqlText(filter.onto));
  return parts.empty() ? "1 = 1" : absl::StrJoin(parts, " AND ");
}

}  // namespace

std::string RunIdOf(const RunQuestion& question, absl::string_view inputs) {
  return HashBlob(absl::StrJoin(
                      {SqlText(question.project), StacksText(question.stacks),
                       SqlText(question.onto), SqlText(inputs)},
                      absl::string_view("\0", 1)))
      .Hex();
}

RunFilter SameQuestion(const RunQuestion& question) {
  return {question.project, question.stacks, question.onto, 0};
}

absl::StatusOr<std::string> RunStore::Save(
    const RunQuestion& question, absl::string_view inputs,
    const MaintainabilityReport& report) {
  StoredRun run;
  run.id = RunIdOf(question, inputs);
  run.question = question;
  run.inputs = std::string(inputs);
  run.onto_id = report.onto_id();
  run.made_at = report.made_at();
  run.seen_at = Now();
  run.version = report.version();
  run.answer = report.judgement().answer();
  run.figures.assign(report.figures().begin(), report.figures().end());
  const auto kept = Keep(run, &report);
  if (!kept.ok()) return kept.status();
  return run.id;
}

absl::StatusOr<bool> RunStore::Merge(const StoredRun& run,
                                     const MaintainabilityReport* report) {
  if (run.id != RunIdOf(run.question, run.inputs)) {
    return absl::InvalidArgumentError(
        absl::StrCat("run ", run.id, " is not what its id says"));
  }
  return Keep(run, report);
}

absl::StatusOr<bool> RunStore::Keep(const StoredRun& run,
                                    const MaintainabilityReport* report) {
  absl::Status status = CheckQuestion(run.question);
  if (!status.ok()) return status;
  SqlTransaction transaction(database_.get());
  status = transaction.Begin();
  if (!status.ok()) return status;
  const auto is_new = KeepInTransaction(run, report);
  if (!is_new.ok()) return is_new.status();
  status = transaction.Commit();
  if (!status.ok()) return status;
  return *is_new;
}

absl::StatusOr<bool> RunStore::KeepInTransaction(
    const StoredRun& run, const MaintainabilityReport* report) {
  // Whoever comes second waits here until the first is done, and finds its row.
  const auto number = database_->NumberOf(
      "INSERT INTO run (id, inputs, project, stacks, onto, onto_id, made_at,"
      " seen_at, version, answer)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
      " ON CONFLICT (id) DO UPDATE SET seen_at ="
      "  CASE WHEN excluded.seen_at > run.seen_at THEN excluded.seen_at"
      "  ELSE run.seen_at END RETURNING number",
      {run.id, SqlText(run.inputs), SqlText(run.question.project),
       StacksText(run.question.stacks), SqlText(run.question.onto),
       SqlText(run.onto_id), SqlText(run.made_at), run.seen_at,
       SqlText(run.version), SqlText(run.answer)});
  if (!number.ok()) return number.status();
  const auto count = [&](absl::string_view table) {
    return database_->NumberOf(
        absl::StrCat("SELECT count(*) FROM ", table, " WHERE run = $1"),
        {*number});
  };
  const auto figures = count("figure");
  if (!figures.ok()) return figures.status();
  const auto reports = count("report");
  if (!reports.ok()) return reports.status();
  // A run without figures may well be known: nothing hangs on the answer then.
  const bool is_new = *figures == 0 && *reports == 0;
  absl::Status status =
      *figures == 0 ? KeepFigures(*number, run) : absl::OkStatus();
  if (status.ok() && *reports == 0 && report != nullptr) {
    status = KeepReport(*number, *report);
  }
  if (!status.ok()) return status;
  return is_new;
}

absl::Status RunStore::KeepFigures(int64_t run, const StoredRun& from) {
  return database_->Insert(kFigureTable, RowsOfFigures(run, from.figures));
}

absl::Status RunStore::KeepReport(int64_t run,
                                  const MaintainabilityReport& report) {
  absl::Status status =
      database_->Execute("DELETE FROM finding WHERE run = $1", {run});
  if (!status.ok()) return status;
  status = database_->Insert(absl::StrCat("finding (", kFindingColumns, ")"),
                             RowsOfFindings(run, report.findings()));
  if (!status.ok()) return status;
  const std::string bytes = EncodeReport(report);
  return database_->Insert("report (run, checksum, bytes)",
                           {{run, HashBlob(bytes).Hex(), SqlBytes{bytes}}});
}

absl::Status RunStore::Touch(absl::string_view id) {
  return database_
      ->NumberOf("UPDATE run SET seen_at = $1 WHERE id = $2 RETURNING number",
                 {Now(), SqlText(id)})
      .status();
}

absl::StatusOr<std::vector<StoredRun>> RunStore::ReadRuns(
    const std::string& where, const std::vector<SqlValue>& values, int limit) {
  std::vector<StoredRun> runs;
  absl::Status status = database_->Query(
      absl::StrCat("SELECT ", kRunColumns, " FROM run WHERE ", where,
                   " ORDER BY run.seen_at DESC, run.number DESC",
                   limit > 0 ? absl::StrCat(" LIMIT ", limit) : ""),
      values, [&runs](const SqlRow& row) { runs.push_back(RunOfRow(row)); });
  if (!status.ok()) return status;
  if (runs.empty()) return runs;
  std::reverse(runs.begin(), runs.end());
  std::map<int64_t, StoredRun*> by_number;
  std::vector<int64_t> numbers;
  for (StoredRun& run : runs) {
    by_number[run.number] = &run;
    numbers.push_back(run.number);
  }
  // By their numbers: which the newest are may have changed since.
  status = database_->Query(
      absl::StrCat("SELECT figure.run, ", kFigureColumns,
                   " FROM figure WHERE figure.run IN (",
                   absl::StrJoin(numbers, ", "),
                   ") ORDER BY figure.run, figure.position"),
      {}, [&by_number](const SqlRow& row) {
        by_number.at(row.Number(0))->figures.push_back(FigureOfRow(row, 1));
      });
  if (!status.ok()) return status;
  return runs;
}

absl::StatusOr<StoredRun> RunStore::FindByKey(const RunQuestion& question,
                                              absl::string_view inputs) {
  const std::string id = RunIdOf(question, inputs);
  auto runs = ReadRuns("run.id = $1", {id}, 1);
  if (!runs.ok()) return runs.status();
  if (runs->empty()) {
    return absl::NotFoundError(
        absl::StrCat("no run of these inputs is kept in ", database_->name()));
  }
  return std::move(runs->front());
}

absl::StatusOr<StoredRun> RunStore::Latest(const RunFilter& filter) {
  RunFilter newest = filter;
  newest.limit = 1;
  auto runs = Runs(newest);
  if (!runs.ok()) return runs.status();
  if (runs->empty()) {
    return absl::NotFoundError(
        absl::StrCat("no such run is kept in ", database_->name()));
  }
  return std::move(runs->front());
}

absl::StatusOr<std::vector<StoredRun>> RunStore::Runs(const RunFilter& filter) {
  std::vector<SqlValue> values;
  const std::string where = ConditionOf(filter, &values);
  return ReadRuns(where, values, filter.limit);
}

absl::StatusOr<std::vector<PathFindings>> RunStore::PathsWithFindings(
    absl::Span<const int64_t> runs, int limit) {
  std::vector<PathFindings> paths;
  if (runs.empty()) return paths;
  const absl::Status status = database_->Query(
      absl::StrCat("SELECT path, count(DISTINCT run), count(*) FROM finding"
                   " WHERE path <> '' AND run IN (",
                   absl::StrJoin(runs, ", "),
                   ") GROUP BY path ORDER BY 2 DESC, 3 DESC, 1 LIMIT ", limit),
      {}, [&paths](const SqlRow& row) {
        paths.push_back({row.Text(0), row.Number(1), row.Number(2)});
      });
  if (!status.ok()) return status;
  return paths;
}

absl::StatusOr<MaintainabilityReport> RunStore::Report(absl::string_view id) {
  absl::optional<std::string> checksum;
  std::string bytes;
  const absl::Status status = database_->Query(
      "SELECT checksum, bytes FROM report JOIN run ON run.number = report.run"
      " WHERE run.id = $1",
      {SqlText(id)}, [&](const SqlRow& row) {
        checksum = row.Text(0);
        bytes = row.Bytes(1);
      });
  if (!status.ok()) return status;
  if (!checksum.has_value()) {
    return absl::NotFoundError(absl::StrCat(
        "the report of run ", id, " is not kept in ", database_->name()));
  }
  absl::optional<MaintainabilityReport> report;
  if (HashBlob(bytes).Hex() == *checksum) report = DecodeReport(bytes);
  if (!report.has_value()) {
    return absl::FailedPreconditionError(
        absl::StrCat(database_->name(), " is damaged (the report of run ", id,
                     " is not what was kept); it is left as it is"));
  }
  return *std::move(report);
}

absl::StatusOr<std::vector<Finding>> RunStore::Findings(absl::string_view id) {
  const auto report = Report(id);
  if (!report.ok()) return report.status();
  return std::vector<Finding>(report->findings().begin(),
                              report->findings().end());
}

}  // namespace patchgraph
