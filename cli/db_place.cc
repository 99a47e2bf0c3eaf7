#include "cli/db_place.h"

#include <cstdlib>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/project/project_file.h"
#include "engine/git/git_repository.h"
#include "patchdb/open_patchdb.h"

namespace patchgraph {
namespace {

constexpr char kFile[] = "patchgraph/patchgraph.db";

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

bool IsAbsolute(const std::string& path) {
  return !path.empty() && path.front() == '/';
}

std::string Below(const std::string& folder, const std::string& path) {
  return folder.empty() || IsAbsolute(path) ? path
                                            : absl::StrCat(folder, "/", path);
}

// A file or an address, as it was given in a place where relative names are
// seen from `folder`.
std::string SeenFrom(const std::string& folder, const std::string& place) {
  return IsPostgres(place) ? place : Below(folder, place);
}

absl::StatusOr<std::shared_ptr<const GitRepository>> FindRepository(
    const std::string& repository, const absl::optional<Project>& project,
    const CliStreams& streams) {
  if (!repository.empty()) {
    return GitRepository::Open(PathFrom(streams, repository));
  }
  const std::string folder =
      streams.directory == "." ? std::string() : streams.directory;
  if (project.has_value()) {
    auto context = OpenContext(*project, folder);
    if (!context.ok()) return context.status();
    return context->repository;
  }
  auto found = GitRepository::Discover(folder);
  if (absl::IsNotFound(found.status())) {
    return std::shared_ptr<const GitRepository>();
  }
  return found;
}

}  // namespace

DbPlaceHints DbHintsOf(const CheckInputs& inputs, const std::string& given) {
  DbPlaceHints hints;
  hints.given = given;
  hints.project_folder = inputs.project_folder;
  hints.project_db = inputs.project_db;
  if (inputs.repository != nullptr) {
    hints.git_folder = inputs.repository->GitFolder();
  }
  return hints;
}

absl::StatusOr<DbPlaceHints> FindDbHints(const std::string& given,
                                         const std::string& config,
                                         const std::string& repository,
                                         const CliStreams& streams) {
  DbPlaceHints hints;
  hints.given = given;
  const absl::optional<std::string> file =
      config.empty() ? FindProjectFile(streams.directory)
                     : absl::optional<std::string>(PathFrom(streams, config));
  absl::optional<Project> project;
  if (file.has_value()) {
    auto read = ReadProjectFile(*file);
    if (!read.ok()) return read.status();
    project = *std::move(read);
    hints.project_folder = project->folder;
    hints.project_db = project->db;
  }
  const auto found = FindRepository(repository, project, streams);
  if (!found.ok()) return found.status();
  if (*found != nullptr) hints.git_folder = (*found)->GitFolder();
  return hints;
}

absl::StatusOr<std::string> DbPlace(const DbPlaceHints& hints,
                                    const CliStreams& streams) {
  for (const std::string& given : {hints.given, Environment("PATCHGRAPH_DB")}) {
    if (given.empty()) continue;
    return IsPostgres(given) ? given : PathFrom(streams, given);
  }
  if (!hints.project_db.empty()) {
    return SeenFrom(hints.project_folder, hints.project_db);
  }
  if (!hints.git_folder.empty()) return PatchdbFileIn(hints.git_folder);
  if (!hints.project_folder.empty()) {
    return Below(hints.project_folder, absl::StrCat(".", kFile));
  }
  const std::string state = Environment("XDG_STATE_HOME");
  if (IsAbsolute(state)) return Below(state, kFile);
  const std::string home = Environment("HOME");
  if (IsAbsolute(home)) {
    return Below(home, absl::StrCat(".local/state/", kFile));
  }
  return absl::InvalidArgumentError(
      "there is no git repository, no project file and no home to keep runs "
      "and baselines in: say where with --db FILE");
}

}  // namespace patchgraph
