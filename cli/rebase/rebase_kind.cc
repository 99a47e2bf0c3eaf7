#include "cli/rebase/rebase_kind.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "cli/project/project_file.h"
#include "engine/git/git_repository.h"

namespace patchgraph {
namespace {

bool HasSeriesKind(const std::string& word) {
  for (const char* kind :
       {"quilt:", "dir:", "mbox:", "dpatch:", "diff:", "sparse:", "git:"}) {
    if (absl::StartsWith(word, kind)) return true;
  }
  return false;
}

absl::optional<std::string> ProjectFileOf(const RebaseArguments& arguments,
                                          const CliStreams& streams) {
  if (arguments.input.config.empty()) return FindProjectFile(streams.directory);
  return PathFrom(streams, arguments.input.config);
}

bool IsProjectStack(const std::string& word, const RebaseArguments& arguments,
                    const CliStreams& streams) {
  const absl::optional<std::string> file = ProjectFileOf(arguments, streams);
  if (!file.has_value()) return false;
  const auto project = ReadProjectFile(*file);
  return project.ok() &&
         std::any_of(
             project->stacks.begin(), project->stacks.end(),
             [&word](const StackSpec& stack) { return stack.name == word; });
}

auto RepositoryOf(const RebaseArguments& arguments, const CliStreams& streams) {
  const std::string& named = arguments.input.repository;
  if (!named.empty()) return GitRepository::Open(PathFrom(streams, named));
  return GitRepository::Discover(streams.directory == "." ? std::string()
                                                          : streams.directory);
}

// "patches", and "patches@v6.1".
bool IsPlaceOfSeries(const std::string& word, const CliStreams& streams) {
  std::error_code error;
  for (const std::string& place : {word, word.substr(0, word.rfind('@'))}) {
    if (!place.empty() &&
        std::filesystem::exists(PathFrom(streams, place), error)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool IsAboutForms(const RebaseArguments& arguments, const CliStreams& streams) {
  if (!arguments.as.empty()) return true;
  if (arguments.input.stacks.size() != 1) return false;
  const std::string& word = arguments.input.stacks.front();
  if (HasSeriesKind(word) || IsProjectStack(word, arguments, streams)) {
    return true;
  }
  const auto repository = RepositoryOf(arguments, streams);
  // With a project file alone it is a stack's name that was mistyped.
  if (!repository.ok()) {
    return IsPlaceOfSeries(word, streams) ||
           ProjectFileOf(arguments, streams).has_value();
  }
  return !(*repository)->HasRevision(word) && IsPlaceOfSeries(word, streams);
}

}  // namespace patchgraph
