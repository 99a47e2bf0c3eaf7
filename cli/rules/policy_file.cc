#include "cli/rules/policy_file.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/source/compressed_file.h"
#include "engine/source/tree_spec.h"

namespace patchgraph {
namespace {

absl::StatusOr<Policy> ReadPolicyFile(const std::string& file) {
  const absl::StatusOr<std::string> text = ReadTextFile(file);
  if (!text.ok()) return text.status();
  return Policy::Parse(*text, file);
}

}  // namespace

absl::StatusOr<Policy> ReadPolicy(const std::string& given,
                                  const absl::optional<Project>& project,
                                  const CliStreams& streams) {
  if (!given.empty()) return ReadPolicyFile(PathFrom(streams, given));
  if (!project.has_value()) return Policy::Kernel();
  if (project->policy.has_value()) return *project->policy;
  if (project->rules.empty()) return Policy::Kernel();
  SourceContext context;
  context.folder = project->folder;
  const std::string file = context.PlaceOf(project->rules);
  const absl::StatusOr<std::string> text = ReadTextFile(file);
  if (!text.ok()) {
    return absl::Status(
        text.status().code(),
        absl::StrCat(project->rules_origin, ": ", text.status().message()));
  }
  return Policy::Parse(*text, file);
}

}  // namespace patchgraph
