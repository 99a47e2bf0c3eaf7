// What would have become of a stack in each release of a history, as a table:
// what the constants of the forecast are fitted to.
//
//   forecast_history REPOSITORY TARGET RELEASES BASE NAME SERIES...
//
// Columns are parted by tabs. "releases" and their names; "folder", its name,
// and "files/changed" of each step from a release to the next; "file" or
// "fork", the path in the base, the places that the stack changes, and for each
// step "changed/conflicts/regions", or "-" where the file was not there.

#include <iostream>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/check/check.h"
#include "engine/forecast/folder_pace.h"
#include "engine/forecast/stack_history.h"
#include "engine/forks/drift.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_tree.h"
#include "engine/source/stack_spec.h"

namespace patchgraph {
namespace {

constexpr int kFixedArguments = 6;

void Print(const Timeline& timeline, const std::vector<FolderPace>& paces,
           const std::vector<FileHistory>& files) {
  std::cout << "releases";
  for (const Release& release : timeline.releases) {
    std::cout << '\t' << release.name;
  }
  std::cout << '\n';
  for (const FolderPace& pace : paces) {
    std::cout << "folder\t" << pace.folder;
    for (const PaceStep& step : pace.steps) {
      std::cout << '\t' << step.files << '/' << step.changed;
    }
    std::cout << '\n';
  }
  for (const FileHistory& file : files) {
    std::cout << (file.fork ? "fork\t" : "file\t") << file.base_path << '\t'
              << file.places;
    for (const FileStepCount& step : file.steps) {
      std::cout << '\t';
      if (!step.there) {
        std::cout << '-';
      } else {
        std::cout << step.changed << '/' << step.conflicts << '/'
                  << step.regions;
      }
    }
    std::cout << '\n';
  }
}

absl::Status Run(int count, char** arguments) {
  auto repository = GitRepository::Open(arguments[1]);
  if (!repository.ok()) return repository.status();
  auto onto = OpenGitTree(**repository, arguments[2]);
  if (!onto.ok()) return onto.status();
  int releases = 0;
  if (!absl::SimpleAtoi(arguments[3], &releases)) {
    return absl::InvalidArgumentError("RELEASES is no number");
  }
  SourceContext context;
  context.repository = *repository;
  StackSpec spec;
  spec.base = arguments[4];
  spec.name = arguments[5];
  for (int i = kFixedArguments; i < count; ++i) {
    auto layer = ParseSeriesSpec(arguments[i], context);
    if (!layer.ok()) return layer.status();
    spec.layers.push_back(*std::move(layer));
  }
  const auto stack = LoadStack(spec, context);
  if (!stack.ok()) return stack.status();
  const auto check = Check(*stack, nullptr, {});
  if (!check.ok()) return check.status();
  const auto rules = CommitRules::WithMore({});
  if (!rules.ok()) return rules.status();
  const auto drift = MeasureDrift(*stack, *check, stack->base, nullptr, *rules);
  if (!drift.ok()) return drift.status();
  const auto timeline = ReadTimeline(**repository, *onto, releases);
  if (!timeline.ok()) return timeline.status();
  const auto paces = ReadFolderPaces((*repository)->objects(), *timeline);
  if (!paces.ok()) return paces.status();
  const auto files =
      ReadStackHistory(*stack->base, check->patches, drift->forks, *timeline);
  if (!files.ok()) return files.status();
  Print(*timeline, *paces, *files);
  return absl::OkStatus();
}

}  // namespace
}  // namespace patchgraph

int main(int count, char** arguments) {
  if (count <= patchgraph::kFixedArguments) {
    std::cerr << "forecast_history REPOSITORY TARGET RELEASES BASE NAME "
                 "SERIES...\n";
    return 2;
  }
  const absl::Status status = patchgraph::Run(count, arguments);
  if (status.ok()) return 0;
  std::cerr << status << '\n';
  return 2;
}
