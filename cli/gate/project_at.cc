#include "cli/gate/project_at.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/project/project.pb.h"
#include "cli/project/project_file.h"
#include "engine/source/tree_spec.h"
#include "google/protobuf/text_format.h"
#include "rules/text_places.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;
using google::protobuf::TextFormat;

// The folder that has ".git" (a file, in a linked worktree), from `folder`
// upwards; empty if none has.
fs::path WorktreeOf(const fs::path& folder) {
  std::error_code error;
  fs::path above = fs::weakly_canonical(folder, error);
  while (!error && !above.empty()) {
    if (fs::exists(above / ".git", error)) return above;
    if (above == above.parent_path()) break;
    above = above.parent_path();
  }
  return fs::path();
}

bool LeadsOut(const std::string& path) {
  return path == ".." || absl::StartsWith(path, "../") ||
         absl::StartsWith(path, "/");
}

// Lays out what a project names.
class ProjectLayout {
 public:
  // `now` is the folder of the project file as it is now; `below`, the same
  // seen from the top of `tree`.
  ProjectLayout(const Tree& tree, fs::path now, fs::path below, fs::path out)
      : tree_(tree),
        now_(std::move(now)),
        below_(std::move(below)),
        out_(std::move(out)) {}

  absl::Status LayOut(project::Project* project) {
    project->clear_db();
    for (project::Flavour& flavour : *project->mutable_flavour()) {
      // It may also be a path in the patched tree: then it stays as it is.
      const auto found = Extract(flavour.defconfig());
      if (!found.ok()) return found.status();
    }
    absl::Status status = TakeTree(project->mutable_onto());
    if (project->onto().empty()) project->clear_onto();
    for (project::Stack& stack : *project->mutable_stack()) {
      if (status.ok() && stack.has_base()) {
        status = TakeTree(stack.mutable_base());
      }
      for (project::Layer& layer : *stack.mutable_layer()) {
        if (status.ok()) status = TakeLayer(&layer);
      }
    }
    if (status.ok() && !project->repository().empty()) {
      project->set_repository(Elsewhere(project->repository()));
    }
    return status;
  }

 private:
  std::string Elsewhere(const std::string& path) const {
    std::error_code error;
    const fs::path place = fs::absolute(now_ / path, error);
    return error ? path : place.lexically_normal().string();
  }

  absl::Status TakeLayer(project::Layer* layer) {
    switch (layer->source_case()) {
      case project::Layer::kDir:
        return TakePath(layer->mutable_dir());
      case project::Layer::kQuilt:
        return TakeSeries(layer->mutable_quilt());
      case project::Layer::kMbox:
        return TakePath(layer->mutable_mbox());
      case project::Layer::kDiff:
        return TakePath(layer->mutable_diff());
      case project::Layer::kDpatch:
        return TakeSeries(layer->mutable_dpatch());
      case project::Layer::kSparse:
        if (absl::StartsWith(layer->sparse(), "git:")) return absl::OkStatus();
        return TakePath(layer->mutable_sparse());
      default:
        return absl::OkStatus();
    }
  }

  // The list of a series may be named itself; its patches lie beside it.
  absl::Status TakeSeries(std::string* path) {
    const std::string parent = fs::path(*path).parent_path().string();
    const auto found = Extract(parent.empty() ? "." : parent);
    if (!found.ok()) return found.status();
    return TakePath(path);
  }

  absl::Status TakePath(std::string* path) {
    const auto found = Extract(*path);
    if (!found.ok()) return found.status();
    if (!*found) *path = Elsewhere(*path);
    return absl::OkStatus();
  }

  absl::Status TakeTree(std::string* name) {
    if (name->empty()) return absl::OkStatus();
    const TreeSpec spec = ParseTreeSpec(*name);
    if (spec.kind == TreeKind::kGit) return absl::OkStatus();
    std::error_code error;
    const bool is_path = spec.kind.has_value() || LooksLikePath(spec.place) ||
                         fs::exists(now_ / spec.place, error);
    if (!is_path) return absl::OkStatus();
    std::string place = spec.place;
    absl::Status status = TakePath(&place);
    *name = absl::StrCat(spec.kind == TreeKind::kArchive     ? "tar:"
                         : spec.kind == TreeKind::kDirectory ? "dir:"
                                                             : "",
                         place);
    return status;
  }

  // Whether `path` was in the tree.
  absl::StatusOr<bool> Extract(const std::string& path) {
    std::string place = (below_ / path).lexically_normal().string();
    while (place.size() > 1 && place.back() == '/') place.pop_back();
    if (place == ".") place.clear();
    if (LeadsOut(place)) return false;
    const auto node = tree_.Find(place);
    if (!node.ok()) return node.status();
    if (!node->has_value()) return false;
    absl::Status status = Write(place, **node);
    if (!status.ok()) return status;
    return true;
  }

  absl::Status Write(const std::string& place, const TreeNode& node) {
    std::error_code error;
    const fs::path out = out_ / place;
    if (!node.is_directory) {
      fs::create_directories(out.parent_path(), error);
      if (node.file.mode == FileMode::kSubmodule) return absl::OkStatus();
      const auto bytes = node.file.blob.Read();
      if (!bytes.ok()) return bytes.status();
      if (node.file.mode == FileMode::kSymlink) {
        // A link that leads out of the folder is not followed by us either.
        const std::string leads_to =
            (fs::path(place).parent_path() / **bytes).lexically_normal();
        if (!LeadsOut(leads_to)) fs::create_symlink(**bytes, out, error);
        return absl::OkStatus();
      }
      std::ofstream file(out, std::ios::binary);
      file << **bytes << std::flush;
      if (node.file.mode == FileMode::kExecutable) {
        fs::permissions(out, fs::perms::owner_exec, fs::perm_options::add,
                        error);
      }
      if (file) return absl::OkStatus();
      return absl::UnavailableError(
          absl::StrCat("cannot write ", out.string()));
    }
    fs::create_directories(out, error);
    const auto nodes = tree_.List(place);
    if (!nodes.ok()) return nodes.status();
    for (const NamedNode& child : *nodes) {
      absl::Status status = Write(
          place.empty() ? child.name : absl::StrCat(place, "/", child.name),
          child.node);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  const Tree& tree_;
  const fs::path now_;
  const fs::path below_;
  const fs::path out_;
};

absl::StatusOr<std::shared_ptr<const GitRepository>> RepositoryOf(
    const fs::path& folder,
    const std::shared_ptr<const GitRepository>& repository) {
  auto found = GitRepository::Discover(folder.string());
  if (found.ok() || !absl::IsNotFound(found.status())) return found;
  // In a hook the project may be laid out anywhere; git says where we are.
  found = GitRepository::Discover("");
  if (found.ok() || repository == nullptr) return found;
  return repository;
}

// The project file `text`, without its rules: a mistake in them is no reason
// not to compare with it, else nobody could mend it.
absl::StatusOr<project::Project> ReadOldProject(absl::string_view text,
                                                const std::string& name) {
  project::Project project;
  TextComplaints complaints(name, project::Project::descriptor());
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&complaints);
  parser.AllowUnknownField(true);
  if (!parser.ParseFromString(std::string(text), &project)) {
    return complaints.Result();
  }
  project.clear_rules();
  project.clear_policy();
  std::string printed;
  TextFormat::PrintToString(project, &printed);
  if (ParseProject(printed, name).ok()) return project;
  // The places of its own text.
  return ParseProject(text, name).status();
}

}  // namespace

absl::StatusOr<std::unique_ptr<ProjectAt>> ProjectAt::LayOut(
    const std::string& file, const std::string& revision,
    const std::shared_ptr<const GitRepository>& repository) {
  std::error_code error;
  const fs::path now =
      fs::weakly_canonical(fs::absolute(file).parent_path(), error);
  const fs::path top = WorktreeOf(now);
  const fs::path below = top.empty() ? fs::path() : now.lexically_relative(top);
  SourceContext context;
  const auto found = RepositoryOf(now, repository);
  if (!found.ok()) return found.status();
  context.repository = *found;
  const auto tree = OpenTree({TreeKind::kGit, revision}, context);
  if (!tree.ok()) return tree.status();

  const std::string name = fs::path(file).filename().string();
  std::string place = (below / name).lexically_normal().string();
  const auto then = FindFile(**tree, place);
  if (!then.ok()) return then.status();
  if (!then->has_value()) {
    return absl::NotFoundError(
        absl::StrCat("there was no ", place, " in ", revision,
                     ", so that there is nothing to compare with"));
  }
  const auto text = ReadBytes(*then);
  if (!text.ok()) return text.status();
  auto project = ReadOldProject(**text, absl::StrCat(revision, ":", place));
  if (!project.ok()) return project.status();

  std::string pattern =
      (fs::temp_directory_path(error) / "patchgraph-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    return absl::UnavailableError("cannot make a folder for the baseline");
  }
  std::unique_ptr<ProjectAt> laid_out(new ProjectAt());
  laid_out->folder_ = pattern;
  ProjectLayout layout(**tree, now, below, pattern);
  absl::Status status = layout.LayOut(&*project);
  if (!status.ok()) return status;
  std::string printed;
  TextFormat::PrintToString(*project, &printed);
  const fs::path out = fs::path(pattern) / place;
  fs::create_directories(out.parent_path(), error);
  std::ofstream(out, std::ios::binary) << printed << std::flush;
  laid_out->file_ = out.string();
  return laid_out;
}

ProjectAt::~ProjectAt() {
  std::error_code error;
  if (!folder_.empty()) fs::remove_all(folder_, error);
}

}  // namespace patchgraph
