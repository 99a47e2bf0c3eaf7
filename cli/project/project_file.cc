#include "cli/project/project_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_repository.h"
#include "engine/model/repo_path.h"
#include "engine/source/compressed_file.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

struct FileIdentity {
  dev_t device = 0;
  ino_t number = 0;
};

absl::optional<FileIdentity> IdentityOf(const std::string& place) {
  struct stat status;
  if (stat(place.c_str(), &status) != 0) return absl::nullopt;
  return FileIdentity{status.st_dev, status.st_ino};
}

absl::Status At(const std::string& origin, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(origin, ": ", status.message()));
}

}  // namespace

absl::optional<std::string> FindProjectFile(absl::string_view folder) {
  std::string above = folder.empty() ? "." : std::string(folder);
  absl::optional<FileIdentity> here = IdentityOf(above);
  while (here.has_value()) {
    // "./patchgraph.textproto" reads worse than the name alone.
    std::string file = above == "."
                           ? kProjectFileName
                           : absl::StrCat(above, "/", kProjectFileName);
    if (access(file.c_str(), F_OK) == 0) return file;
    above = above == "." ? ".." : absl::StrCat(above, "/..");
    const absl::optional<FileIdentity> next = IdentityOf(above);
    if (!next.has_value() ||
        (next->device == here->device && next->number == here->number)) {
      break;  // the root is its own parent
    }
    here = next;
  }
  return absl::nullopt;
}

absl::StatusOr<Project> ReadProjectFile(absl::string_view file) {
  auto text = ReadTextFile(std::string(file));
  if (!text.ok()) return text.status();
  return ParseProject(*text, file);
}

absl::StatusOr<SourceContext> OpenContext(const Project& project,
                                          absl::string_view folder) {
  SourceContext context;
  context.folder = project.folder;
  if (!project.repository.empty()) {
    auto repository = GitRepository::Open(context.PlaceOf(project.repository));
    if (!repository.ok()) {
      return At(project.repository_origin, repository.status());
    }
    context.repository = *std::move(repository);
    return context;
  }
  for (absl::string_view place : {folder, absl::string_view(project.folder)}) {
    auto repository = GitRepository::Discover(place);
    if (repository.ok()) {
      context.repository = *std::move(repository);
      break;
    }
    if (!absl::IsNotFound(repository.status())) return repository.status();
  }
  return context;
}

absl::StatusOr<StackSpec> FindStack(const Project& project,
                                    absl::string_view name) {
  std::vector<std::string> names;
  for (const StackSpec& stack : project.stacks) {
    if (stack.name == name) return stack;
    names.push_back(stack.name);
  }
  return absl::NotFoundError(absl::StrCat(project.file, " has no stack \"",
                                          name, "\"",
                                          DidYouMeanOrAll(name, names)));
}

absl::StatusOr<Stack> LoadStack(const Project& project, absl::string_view name,
                                const SourceContext& context) {
  auto spec = FindStack(project, name);
  if (!spec.ok()) return spec.status();
  return LoadStack(*spec, context);
}

}  // namespace patchgraph
