#include "cli/resolutions/resolutions.h"

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_status.h"
#include "cli/output_file.h"
#include "cli/resolutions/resolutions_apply.h"
#include "cli/resolutions/resolutions_arguments.h"
#include "cli/resolutions/resolutions_transfer.h"
#include "engine/git/git_repository.h"
#include "engine/report/rebase/resolution_report.h"
#include "engine/report/report_json.h"
#include "engine/report/words.h"
#include "engine/resolutions/resolution.h"
#include "patchdb/resolution_store.h"

namespace patchgraph {
namespace {

constexpr size_t kFewestIdDigits = 4;

// All that is remembered; nothing where nothing ever was.
absl::StatusOr<std::vector<Resolution>> ReadAll(const std::string& file) {
  const auto store = ResolutionStore::Open(file);
  if (absl::IsNotFound(store.status())) return std::vector<Resolution>();
  if (!store.ok()) return store.status();
  return store->All();
}

std::vector<Resolution> OfPath(const std::vector<Resolution>& all,
                               const std::string& path) {
  std::vector<Resolution> chosen;
  for (const Resolution& resolution : all) {
    if (path.empty() || resolution.path == path) chosen.push_back(resolution);
  }
  return chosen;
}

absl::StatusOr<Resolution> OfId(const std::vector<Resolution>& all,
                                const std::string& id) {
  const Resolution* found = nullptr;
  int count = 0;
  for (const Resolution& resolution : all) {
    if (id.size() < kFewestIdDigits ||
        !absl::StartsWith(IdOf(resolution), absl::AsciiStrToLower(id))) {
      continue;
    }
    found = &resolution;
    ++count;
  }
  if (count == 1) return *found;
  return absl::NotFoundError(
      count == 0 ? absl::StrCat("no resolution ", id, " is remembered")
                 : absl::StrCat(count, " resolutions begin with ", id));
}

absl::Status List(const ResolutionsArguments& arguments,
                  const std::string& file, const CliStreams& streams) {
  const auto all = ReadAll(file);
  if (!all.ok()) return all.status();
  const std::vector<Resolution> chosen = OfPath(*all, arguments.path);
  if (arguments.json) {
    return WriteOutput(ToJson(ListForJson(chosen, false)), "", streams);
  }
  if (chosen.empty()) {
    streams.err << "patchgraph: no resolutions are remembered"
                << (arguments.path.empty() ? "" : " of that file") << "\n";
    return absl::OkStatus();
  }
  return WriteOutput(
      RenderResolutionList(chosen, StyleFor("", arguments.verbose, streams)),
      "", streams);
}

absl::Status Show(const ResolutionsArguments& arguments,
                  const std::string& file, const CliStreams& streams) {
  const auto all = ReadAll(file);
  if (!all.ok()) return all.status();
  std::string text;
  std::vector<Resolution> chosen;
  for (const std::string& id : arguments.ids) {
    absl::StatusOr<Resolution> found = OfId(*all, id);
    if (!found.ok()) return found.status();
    absl::StrAppend(
        &text, text.empty() ? "" : "\n",
        RenderResolution(*found, StyleFor("", arguments.verbose, streams)));
    chosen.push_back(*std::move(found));
  }
  if (arguments.json) text = ToJson(ListForJson(chosen, true));
  return WriteOutput(text, "", streams);
}

absl::Status Apply(const ResolutionsArguments& arguments,
                   const std::string& file, const CliStreams& streams) {
  const auto all = ReadAll(file);
  if (!all.ok()) return all.status();
  const auto found = OfId(*all, arguments.id);
  if (!found.ok()) return found.status();
  return ApplyToFile(*found, arguments.file, streams);
}

absl::Status Forget(const ResolutionsArguments& arguments,
                    const std::string& file, const CliStreams& streams) {
  const auto all = ReadAll(file);
  if (!all.ok()) return all.status();
  std::vector<std::string> ids;
  for (const std::string& id : arguments.ids) {
    const auto found = OfId(*all, id);
    if (!found.ok()) return found.status();
    ids.push_back(IdOf(*found));
  }
  if (arguments.ids.empty()) {
    for (const Resolution& resolution : OfPath(*all, arguments.path)) {
      ids.push_back(IdOf(resolution));
    }
  }
  int forgotten = 0;
  if (!ids.empty()) {
    auto store = ResolutionStore::OpenOrMake(file);
    if (!store.ok()) return store.status();
    const absl::StatusOr<int> removed = store->Remove(ids);
    if (!removed.ok()) return removed.status();
    forgotten = *removed;
  }
  streams.out << "forgot " << Counted(forgotten, "resolution", "resolutions")
              << "\n";
  return absl::OkStatus();
}

absl::Status Run(const ResolutionsArguments& arguments,
                 const CliStreams& streams) {
  const auto repository =
      arguments.repository.empty()
          ? GitRepository::Discover(
                streams.directory == "." ? "" : streams.directory)
          : GitRepository::Open(PathFrom(streams, arguments.repository));
  if (!repository.ok()) return repository.status();
  const std::string file = ResolutionsFileIn((*repository)->GitFolder());
  switch (arguments.action) {
    case ResolutionsAction::kList:
      return List(arguments, file, streams);
    case ResolutionsAction::kShow:
      return Show(arguments, file, streams);
    case ResolutionsAction::kApply:
      return Apply(arguments, file, streams);
    case ResolutionsAction::kForget:
      return Forget(arguments, file, streams);
    case ResolutionsAction::kExport:
      return ExportResolutions(arguments, **repository, streams);
    case ResolutionsAction::kImport:
      return ImportResolutions(arguments, **repository, streams);
  }
  return absl::OkStatus();
}

}  // namespace

int RunResolutions(const std::vector<std::string>& arguments,
                   const CliStreams& streams) {
  ResolutionsArguments parsed;
  const absl::optional<int> status =
      ParseResolutionsArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  const absl::Status done = Run(parsed, streams);
  return done.ok() ? kExitClean : Fail(done, streams);
}

}  // namespace patchgraph
