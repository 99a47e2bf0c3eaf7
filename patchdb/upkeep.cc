#include "patchdb/upkeep.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "patchdb/run_parts.h"
#include "patchdb/run_store.h"

namespace patchgraph {
namespace {

using google::protobuf::util::MessageDifferencer;

// Runs by their place among those of their question, the newest is 1.
constexpr char kRanked[] =
    "(SELECT number, seen_at, row_number() OVER (PARTITION BY project, stacks,"
    " onto ORDER BY seen_at DESC, number DESC) AS place FROM run) AS ranked";

bool IsRow(const SqlRow& row, const std::vector<SqlValue>& values) {
  for (size_t i = 0; i < values.size(); ++i) {
    const int column = static_cast<int>(i);
    const auto* number = std::get_if<int64_t>(&values[i]);
    if (number != nullptr
            ? row.Number(column) != *number
            : row.Text(column) != std::get<std::string>(values[i])) {
      return false;
    }
  }
  return true;
}

// Whether the run's rows of findings say what its report does.
absl::StatusOr<bool> HasFindings(int64_t run,
                                 const MaintainabilityReport& report,
                                 SqlDatabase* database) {
  const auto wanted = RowsOfFindings(run, report.findings());
  size_t found = 0;
  bool same = true;
  const absl::Status status = database->Query(
      absl::StrCat("SELECT ", kFindingColumns,
                   " FROM finding WHERE run = $1 ORDER BY position"),
      {run}, [&](const SqlRow& row) {
        same &= found < wanted.size() && IsRow(row, wanted[found]);
        ++found;
      });
  if (!status.ok()) return status;
  return same && found == wanted.size();
}

// What is wrong with a run that is kept with its report.
std::string WhatIsWrongWithReport(const StoredRun& run, RunStore* store,
                                  SqlDatabase* database) {
  const auto report = store->Report(run.id);
  // Somebody let go of it meanwhile.
  if (absl::IsNotFound(report.status())) return "";
  if (!report.ok()) return std::string(report.status().message());
  const bool same_figures = std::equal(
      run.figures.begin(), run.figures.end(), report->figures().begin(),
      report->figures().end(), [](const Figure& a, const Figure& b) {
        return MessageDifferencer::Equals(a, b);
      });
  if (!same_figures) {
    return absl::StrCat("the figures of run ", run.id,
                        " are not those of its report");
  }
  const auto same_findings = HasFindings(run.number, *report, database);
  if (!same_findings.ok()) return std::string(same_findings.status().message());
  return *same_findings ? ""
                        : absl::StrCat("the findings of run ", run.id,
                                       " are not those of its report");
}

// The runs that are let go of whole, and those whose report is.
struct GarbageConditions {
  std::string runs;
  std::string reports;
  std::vector<SqlValue> run_values;
  std::vector<SqlValue> report_values;
};

GarbageConditions ConditionsOf(const GarbageRules& rules) {
  GarbageConditions conditions;
  conditions.runs = absl::StrCat("(SELECT number FROM ", kRanked,
                                 " WHERE place > 1 AND seen_at < $1)");
  conditions.run_values = {rules.runs_before};
  conditions.reports =
      absl::StrCat("(SELECT number FROM ", kRanked,
                   " WHERE place > $1 OR (place > 1 AND seen_at < $2))");
  conditions.report_values = {std::max<int64_t>(rules.keep_reports, 1),
                              rules.runs_before};
  return conditions;
}

absl::Status Count(SqlDatabase* database, const std::string& sql,
                   absl::Span<const SqlValue> values, int64_t* count) {
  const auto number = database->NumberOf(sql, values);
  if (number.ok()) *count = *number;
  return number.status();
}

absl::Status CountGarbage(SqlDatabase* database,
                          const GarbageConditions& conditions,
                          Garbage* garbage) {
  const std::string of_reports =
      absl::StrCat(" WHERE run IN ", conditions.reports);
  absl::Status status =
      Count(database,
            absl::StrCat("SELECT count(*) FROM run WHERE number IN ",
                         conditions.runs),
            conditions.run_values, &garbage->runs);
  if (status.ok()) {
    status =
        Count(database, absl::StrCat("SELECT count(*) FROM report", of_reports),
              conditions.report_values, &garbage->reports);
  }
  if (status.ok()) {
    status =
        Count(database,
              absl::StrCat("SELECT coalesce(sum(length(bytes)), 0) FROM report",
                           of_reports),
              conditions.report_values, &garbage->report_bytes);
  }
  if (status.ok()) {
    status = Count(database,
                   absl::StrCat("SELECT count(*) FROM finding", of_reports),
                   conditions.report_values, &garbage->findings);
  }
  return status;
}

absl::Status Remove(SqlDatabase* database,
                    const GarbageConditions& conditions) {
  for (const char* table : {"report", "finding"}) {
    absl::Status status =
        database->Execute(absl::StrCat("DELETE FROM ", table, " WHERE run IN ",
                                       conditions.reports),
                          conditions.report_values);
    if (!status.ok()) return status;
  }
  return database->Execute(
      absl::StrCat("DELETE FROM run WHERE number IN ", conditions.runs),
      conditions.run_values);
}

}  // namespace

absl::StatusOr<PatchdbCounts> CountPatchdb(SqlDatabase* database) {
  PatchdbCounts counts;
  const std::pair<const char*, int64_t*> questions[] = {
      {"SELECT count(*) FROM baseline", &counts.baselines},
      {"SELECT count(*) FROM run", &counts.runs},
      {"SELECT count(*) FROM (SELECT DISTINCT project, stacks, onto FROM run)"
       " AS question",
       &counts.questions},
      {"SELECT count(*) FROM report", &counts.reports},
      {"SELECT coalesce(sum(length(bytes)), 0) FROM report",
       &counts.report_bytes},
      {"SELECT count(*) FROM figure", &counts.figures},
      {"SELECT count(*) FROM finding", &counts.findings},
  };
  for (const auto& [sql, count] : questions) {
    absl::Status status = Count(database, sql, {}, count);
    if (!status.ok()) return status;
  }
  absl::Status status =
      database->Query("SELECT min(made_at), max(made_at) FROM run", {},
                      [&counts](const SqlRow& row) {
                        counts.first_made_at = row.Text(0);
                        counts.last_made_at = row.Text(1);
                      });
  if (!status.ok()) return status;
  return counts;
}

absl::StatusOr<std::vector<std::string>> FindUnsoundRuns(
    const std::shared_ptr<SqlDatabase>& database) {
  RunStore store(database);
  const auto runs = store.Runs({});
  if (!runs.ok()) return runs.status();
  std::vector<std::string> wrong;
  for (const StoredRun& run : *runs) {
    std::string what;
    if (run.id != RunIdOf(run.question, run.inputs)) {
      what = absl::StrCat("run ", run.id, " is not what its id says");
    } else if (run.has_report) {
      what = WhatIsWrongWithReport(run, &store, database.get());
    }
    if (!what.empty()) wrong.push_back(std::move(what));
  }
  return wrong;
}

absl::StatusOr<Garbage> CollectGarbage(SqlDatabase* database,
                                       const GarbageRules& rules) {
  const GarbageConditions conditions = ConditionsOf(rules);
  Garbage garbage;
  SqlTransaction transaction(database);
  absl::Status status = transaction.Begin();
  // What is asked for from now on waits, and is kept anew: a server would else
  // remove a run by what it knew before somebody else touched it.
  if (status.ok() && !rules.dry_run) {
    status = database->Execute("UPDATE run SET seen_at = seen_at");
  }
  if (status.ok()) status = CountGarbage(database, conditions, &garbage);
  if (status.ok() && !rules.dry_run) status = Remove(database, conditions);
  if (status.ok() && !rules.dry_run) status = transaction.Commit();
  if (!status.ok()) return status;
  return garbage;
}

}  // namespace patchgraph
