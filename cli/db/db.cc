#include "cli/db/db.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "cli/db/db_arguments.h"
#include "cli/db/db_stores.h"
#include "cli/db_place.h"
#include "cli/exit_status.h"
#include "cli/output_file.h"
#include "engine/report/report_json.h"
#include "engine/report/words.h"
#include "patchdb/graph_store.h"
#include "patchdb/open_patchdb.h"
#include "patchdb/patchdb_schema.h"
#include "patchdb/resolution_store.h"
#include "patchdb/transfer.h"
#include "patchdb/upkeep.h"

namespace patchgraph {
namespace {

// Where everything is.
struct DbPlaces {
  std::string runs;
  std::string git_folder;  // empty without a repository
};

absl::StatusOr<DbPlaces> FindPlaces(const DbArguments& arguments,
                                    const CliStreams& streams) {
  const auto hints = FindDbHints(arguments.database, arguments.config,
                                 arguments.repository, streams);
  if (!hints.ok()) return hints.status();
  const auto place = DbPlace(*hints, streams);
  if (!place.ok()) return place.status();
  return DbPlaces{*place, hints->git_folder};
}

std::string Amount(int64_t count, const char* one, const char* many) {
  return Counted(static_cast<int>(count), one, many);
}

absl::StatusOr<int> Look(const DbPlaces& places, const DbArguments& arguments,
                         const CliStreams& streams) {
  LookOptions options;
  options.verify = arguments.action == DbAction::kVerify;
  options.list_runs = arguments.verbose;
  const DbReport report = LookAtStores(places.runs, places.git_folder, options);
  const std::string text =
      arguments.json ? ToJson(report)
                     : RenderDbReport(report, StyleFor("", false, streams));
  absl::Status written = WriteOutput(text, "", streams);
  if (!written.ok()) return written;
  return IsSound(report) ? kExitClean : kExitConflicts;
}

absl::Status DropGraphs(const DbPlaces& places, bool dry_run,
                        const CliStreams& streams) {
  if (places.git_folder.empty()) return absl::OkStatus();
  const std::string file = GraphsFileIn(places.git_folder);
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return absl::OkStatus();  // there is none
  if (!dry_run) std::filesystem::remove(file, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot remove ", file, ": ", error.message()));
  }
  streams.out << (dry_run ? "would let go of " : "let go of ")
              << "all kept graphs, " << size / 1000 << " kB\n";
  return absl::OkStatus();
}

absl::Status CollectRuns(const DbPlaces& places, const DbArguments& arguments,
                         const CliStreams& streams) {
  const auto database = OpenPatchdb(places.runs);
  if (absl::IsNotFound(database.status())) {
    streams.err << "patchgraph: no runs are kept\n";
    return absl::OkStatus();
  }
  if (!database.ok()) return database.status();
  GarbageRules rules;
  rules.keep_reports = arguments.keep;
  rules.dry_run = arguments.dry_run;
  if (arguments.older_than > 0) {
    rules.runs_before = absl::ToUnixMicros(
        absl::Now() - absl::Hours(24) * arguments.older_than);
  }
  const auto garbage = CollectGarbage(database->get(), rules);
  if (!garbage.ok()) return garbage.status();
  streams.out << (arguments.dry_run ? "would let go of " : "let go of ")
              << Amount(garbage->reports, "report", "reports") << " ("
              << (garbage->report_bytes + 999) / 1000 << " kB and "
              << Amount(garbage->findings, "finding", "findings") << ") and "
              << Amount(garbage->runs, "run", "runs") << "\n";
  // It is gone, whether the disk has room to pack the rest or not.
  return arguments.dry_run || garbage->reports + garbage->runs == 0
             ? absl::OkStatus()
             : (*database)->Compact();
}

absl::Status Collect(const DbPlaces& places, const DbArguments& arguments,
                     const CliStreams& streams) {
  absl::Status status = CollectRuns(places, arguments, streams);
  if (!status.ok() || !arguments.graphs) return status;
  return DropGraphs(places, arguments.dry_run, streams);
}

absl::StatusOr<std::vector<Resolution>> AllResolutions(const DbPlaces& places) {
  if (places.git_folder.empty()) return std::vector<Resolution>();
  const auto store =
      ResolutionStore::Open(ResolutionsFileIn(places.git_folder));
  if (absl::IsNotFound(store.status())) return std::vector<Resolution>();
  if (!store.ok()) return store.status();
  return store->All();
}

absl::Status Export(const DbPlaces& places, const DbArguments& arguments,
                    const CliStreams& streams) {
  std::string text = absl::StrCat(TransferHeaderLine(), "\n");
  const auto add = [&text](const std::string& line) {
    absl::StrAppend(&text, line, "\n");
    return absl::OkStatus();
  };
  const auto database = OpenPatchdb(places.runs);
  absl::Status status = absl::IsNotFound(database.status()) ? absl::OkStatus()
                                                            : database.status();
  if (database.ok()) status = ExportPatchdb(*database, add);
  if (!status.ok()) return status;
  const auto resolutions = AllResolutions(places);
  if (!resolutions.ok()) return resolutions.status();
  status = ExportResolutionLines(*resolutions, add);
  if (!status.ok()) return status;
  return WriteOutput(text, arguments.file, streams);
}

absl::Status KeepResolutions(const DbPlaces& places,
                             const std::vector<Resolution>& resolutions,
                             const CliStreams& streams) {
  if (resolutions.empty()) return absl::OkStatus();
  if (places.git_folder.empty()) {
    streams.err << "patchgraph: left out: "
                << Amount(static_cast<int64_t>(resolutions.size()),
                          "resolution", "resolutions")
                << ", as there is no git repository to keep them in\n";
    return absl::OkStatus();
  }
  auto store =
      ResolutionStore::OpenOrMake(ResolutionsFileIn(places.git_folder));
  if (!store.ok()) return store.status();
  const auto added = store->Add(resolutions);
  if (!added.ok()) return added.status();
  streams.out << "imported " << Amount(*added, "resolution", "resolutions")
              << "; " << resolutions.size() - static_cast<size_t>(*added)
              << " known already\n";
  return absl::OkStatus();
}

void PrintCounts(const TransferCounts& counts, const char* verb,
                 const CliStreams& streams) {
  streams.out << verb << " " << Amount(counts.new_runs, "run", "runs")
              << " and "
              << Amount(counts.new_baselines, "baseline", "baselines") << "; "
              << counts.known_runs + counts.known_baselines
              << " known already\n";
  std::vector<std::string> notes;
  for (const std::string& name : counts.kept_apart) {
    notes.push_back(absl::StrCat("the baseline \"", name,
                                 "\" is another one there, and stays"));
  }
  PrintNotes(notes, streams);
}

absl::Status Import(const DbPlaces& places, const DbArguments& arguments,
                    const CliStreams& streams) {
  const std::string path = PathFrom(streams, arguments.file);
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  if (!file || !std::filesystem::is_regular_file(path, error)) {
    return absl::NotFoundError(
        absl::StrCat("there is no file ", arguments.file));
  }
  const auto database = OpenOrMakePatchdb(places.runs);
  if (!database.ok()) return database.status();
  PatchdbImport import(*database);
  std::string line;
  bool any = false;
  while (std::getline(file, line)) {
    any = true;
    const absl::Status status = import.Add(line);
    if (!status.ok()) {
      return absl::Status(status.code(),
                          absl::StrCat(arguments.file, ": ", status.message()));
    }
  }
  if (!any || file.bad()) {
    return absl::InvalidArgumentError(
        absl::StrCat(arguments.file, " is empty or cannot be read"));
  }
  PrintCounts(import.counts(), "imported", streams);
  return KeepResolutions(places, import.counts().resolutions, streams);
}

absl::Status Migrate(const DbPlaces& places, const DbArguments& arguments,
                     const CliStreams& streams) {
  // Brought up to date by being opened.
  const auto from = OpenPatchdb(places.runs);
  if (absl::IsNotFound(from.status())) {
    return absl::NotFoundError(
        absl::StrCat("nothing is kept in ", ShownPlace(places.runs)));
  }
  if (!from.ok()) return from.status();
  streams.out << (*from)->name() << " has tables of version " << kPatchdbVersion
              << "\n";
  if (arguments.to.empty()) return absl::OkStatus();
  const std::string place =
      IsPostgres(arguments.to) ? arguments.to : PathFrom(streams, arguments.to);
  const auto to = OpenOrMakePatchdb(place);
  if (!to.ok()) return to.status();
  PatchdbImport import(*to);
  absl::Status status = import.Add(TransferHeaderLine());
  if (status.ok()) {
    status = ExportPatchdb(
        *from, [&import](const std::string& line) { return import.Add(line); });
  }
  if (!status.ok()) return status;
  PrintCounts(import.counts(), "copied", streams);
  streams.out << "to use it: --db " << (*to)->name()
              << ", PATCHGRAPH_DB, or db: in the project file\n";
  return absl::OkStatus();
}

absl::StatusOr<int> Act(const DbArguments& arguments,
                        const CliStreams& streams) {
  const auto places = FindPlaces(arguments, streams);
  if (!places.ok()) return places.status();
  absl::Status status;
  switch (arguments.action) {
    case DbAction::kInfo:
    case DbAction::kVerify:
      return Look(*places, arguments, streams);
    case DbAction::kGc:
      status = Collect(*places, arguments, streams);
      break;
    case DbAction::kExport:
      status = Export(*places, arguments, streams);
      break;
    case DbAction::kImport:
      status = Import(*places, arguments, streams);
      break;
    case DbAction::kMigrate:
      status = Migrate(*places, arguments, streams);
      break;
  }
  if (!status.ok()) return status;
  return kExitClean;
}

}  // namespace

int RunDb(const std::vector<std::string>& arguments,
          const CliStreams& streams) {
  DbArguments parsed;
  const absl::optional<int> status =
      ParseDbArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  const absl::StatusOr<int> done = Act(parsed, streams);
  return done.ok() ? *done : Fail(done.status(), streams);
}

}  // namespace patchgraph
