#include "cli/db/db_stores.h"

#include <cmath>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"
#include "patchdb/graph_store.h"
#include "patchdb/open_patchdb.h"
#include "patchdb/resolution_store.h"
#include "patchdb/run_store.h"
#include "patchdb/upkeep.h"

namespace patchgraph {
namespace {

void AddCount(const char* name, int64_t value, DbStore* store) {
  DbCount* count = store->add_counts();
  count->set_name(name);
  count->set_value(static_cast<double>(value));
}

double SizeOfFile(const std::string& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  return error ? 0 : static_cast<double>(size);
}

// How it came out, where `status` is that of opening or reading it.
void SetState(const absl::Status& status, bool verified, DbStore* store) {
  if (absl::IsNotFound(status)) {
    store->set_state("absent");
  } else if (!status.ok()) {
    store->set_state("refused");
    store->add_wrong(std::string(status.message()));
  } else if (store->wrong_size() > 0) {
    store->set_state("unsound");
  } else {
    store->set_state(verified ? "sound" : "read");
  }
}

absl::Status ListRuns(const std::shared_ptr<SqlDatabase>& database,
                      DbStore* store) {
  const auto runs = RunStore(database).Runs({});
  if (!runs.ok()) return runs.status();
  for (const StoredRun& run : *runs) {
    DbRun* row = store->add_runs();
    row->set_id(run.id);
    row->set_made_at(run.made_at);
    for (const std::string& stack : run.question.stacks) row->add_stacks(stack);
    row->set_onto(run.question.onto);
    row->set_answer(run.answer);
    row->set_report(run.has_report);
  }
  return absl::OkStatus();
}

absl::Status LookAtRuns(const std::string& place, const LookOptions& options,
                        DbStore* store) {
  const auto database = OpenPatchdb(place);
  if (!database.ok()) return database.status();
  store->set_place((*database)->name());
  if (options.verify) {
    absl::Status status = (*database)->Verify();
    if (!status.ok()) return status;
    const auto wrong = FindUnsoundRuns(*database);
    if (!wrong.ok()) return wrong.status();
    for (const std::string& what : *wrong) store->add_wrong(what);
  }
  const auto version = (*database)->Version();
  if (!version.ok()) return version.status();
  store->set_version(static_cast<int32_t>(*version));
  const auto size = (*database)->Size();
  if (!size.ok()) return size.status();
  store->set_bytes(static_cast<double>(*size));
  const auto counts = CountPatchdb(database->get());
  if (!counts.ok()) return counts.status();
  AddCount("baselines", counts->baselines, store);
  AddCount("runs", counts->runs, store);
  AddCount("questions", counts->questions, store);
  AddCount("reports", counts->reports, store);
  AddCount("report-bytes", counts->report_bytes, store);
  AddCount("figures", counts->figures, store);
  AddCount("findings", counts->findings, store);
  store->set_first_made_at(counts->first_made_at);
  store->set_last_made_at(counts->last_made_at);
  return options.list_runs ? ListRuns(*database, store) : absl::OkStatus();
}

absl::Status LookAtResolutions(const std::string& file, bool verify,
                               DbStore* store) {
  auto opened = ResolutionStore::Open(file);
  if (!opened.ok()) return opened.status();
  if (verify) {
    absl::Status status = opened->Verify();
    if (!status.ok()) return status;
  }
  const auto all = opened->All();
  if (!all.ok()) return all.status();
  store->set_bytes(SizeOfFile(file));
  AddCount("resolutions", static_cast<int64_t>(all->size()), store);
  return absl::OkStatus();
}

absl::Status LookAtGraphs(const std::string& file, DbStore* store) {
  store->set_bytes(SizeOfFile(file));
  const auto count = GraphStore(file).Count();
  if (!count.ok()) return count.status();
  AddCount("graphs", *count, store);
  return absl::OkStatus();
}

std::string SizeWords(double bytes) {
  return bytes < 1e6 ? absl::StrFormat("%.0f kB", std::ceil(bytes / 1e3))
                     : absl::StrFormat("%.1f MB", bytes / 1e6);
}

const char* TitleOf(const DbStore& store) {
  if (store.name() == "runs") return "runs and baselines";
  return store.name() == "graphs" ? "graphs (a cache)" : "resolutions";
}

Ink InkOfState(const std::string& state) {
  if (state == "sound") return Ink::kGood;
  if (state == "absent") return Ink::kFaint;
  return state == "read" ? Ink::kPlain : Ink::kBad;
}

std::string StateWords(const DbStore& store) {
  if (store.state() == "absent") return "nothing is kept yet";
  if (store.state() == "read") return "";
  return store.state() == "refused" ? "cannot be used" : store.state();
}

std::string CountWords(const DbStore& store) {
  std::vector<std::string> words;
  for (const DbCount& count : store.counts()) {
    const int value = static_cast<int>(count.value());
    if (count.name() == "report-bytes") continue;
    const std::string one = count.name().substr(0, count.name().size() - 1);
    words.push_back(Counted(value, one, count.name()));
  }
  return Listed(words, words.size());
}

// As much of the id as names it.
constexpr size_t kShortRunId = 12;

std::string RunWords(const DbRun& run) {
  return absl::StrCat(
      Visible(run.id().substr(0, kShortRunId)), "  ", Visible(run.made_at()),
      "  ", Visible(absl::StrJoin(run.stacks(), ", ")),
      run.onto().empty() ? "" : " on ", Visible(run.onto()), "  ",
      Visible(run.answer()), run.report() ? "" : "  (its figures alone)");
}

}  // namespace

DbReport LookAtStores(const std::string& place, const std::string& git_folder,
                      const LookOptions& options) {
  const bool verify = options.verify;
  DbReport report;
  DbStore* runs = report.add_stores();
  runs->set_name("runs");
  runs->set_kind(IsPostgres(place) ? "postgresql" : "sqlite");
  runs->set_place(ShownPlace(place));
  SetState(LookAtRuns(place, options, runs), verify, runs);
  if (git_folder.empty()) return report;
  DbStore* resolutions = report.add_stores();
  resolutions->set_name("resolutions");
  resolutions->set_kind("sqlite");
  resolutions->set_place(ResolutionsFileIn(git_folder));
  SetState(LookAtResolutions(resolutions->place(), verify, resolutions), verify,
           resolutions);
  DbStore* graphs = report.add_stores();
  graphs->set_name("graphs");
  graphs->set_kind("sqlite");
  graphs->set_place(GraphsFileIn(git_folder));
  SetState(LookAtGraphs(graphs->place(), graphs), true, graphs);
  return report;
}

bool IsSound(const DbReport& report) {
  for (const DbStore& store : report.stores()) {
    if (store.name() == "graphs") continue;
    if (store.state() == "unsound" || store.state() == "refused") return false;
  }
  return true;
}

std::string RenderDbReport(const DbReport& report, const TextStyle& style) {
  std::string text;
  for (const DbStore& store : report.stores()) {
    const std::string state = StateWords(store);
    absl::StrAppend(&text, Paint(TitleOf(store), Ink::kBold, style),
                    state.empty() ? "" : ": ",
                    Paint(state, InkOfState(store.state()), style), "\n  ",
                    Visible(store.place()), "\n");
    if (store.counts_size() > 0) {
      absl::StrAppend(&text, "  ", CountWords(store), "; ",
                      SizeWords(store.bytes()), "\n");
    }
    if (!store.first_made_at().empty()) {
      absl::StrAppend(&text, "  made ", Visible(store.first_made_at()), " to ",
                      Visible(store.last_made_at()), "\n");
    }
    for (const DbRun& run : store.runs()) {
      absl::StrAppend(&text, "  ", RunWords(run), "\n");
    }
    for (const std::string& what : store.wrong()) {
      absl::StrAppend(&text, style.terminal
                                 ? Paragraph(Visible(what), style.width, 2)
                                 : absl::StrCat("  ", Visible(what), "\n"));
    }
    if (store.name() == "graphs" && store.wrong_size() > 0) {
      absl::StrAppend(&text, "  it is made anew when it is needed\n");
    }
  }
  return text;
}

}  // namespace patchgraph
