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

bool IsProjectStack(const std::string& word, const RebaseArguments& arguments,
                    const CliStreams& streams) {
  const absl::optional<std::string> file =
      arguments.input.config.empty() ? FindProjectFile(streams.directory)
                                     : absl::optional<std::string>(PathFrom(
                                           streams, arguments.input.config));
  if (!file.has_value()) return false;
  const auto project = ReadProjectFile(*file);
  return project.ok() &&
         std::any_of(
             project->stacks.begin(), project->stacks.end(),
             [&word](const StackSpec& stack) { return stack.name == word; });
}

bool IsRevision(const std::string& word, const RebaseArguments& arguments,
                const CliStreams& streams) {
  const std::string& named = arguments.input.repository;
  const auto repository = named.empty()
                              ? GitRepository::Discover(streams.directory == "."
                                                            ? std::string()
                                                            : streams.directory)
                              : GitRepository::Open(PathFrom(streams, named));
  return repository.ok() && (*repository)->HasRevision(word);
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
  return !IsRevision(word, arguments, streams) &&
         IsPlaceOfSeries(word, streams);
}

}  // namespace patchgraph
