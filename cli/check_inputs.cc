#include "cli/check_inputs.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/leave_out.h"
#include "cli/project/project_file.h"
#include "cli/rules/policy_file.h"
#include "engine/source/stack_spec.h"
#include "engine/source/tree_spec.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

using RepositoryPointer = std::shared_ptr<const GitRepository>;

// A stack as it was asked for, and what its names are seen from.
struct WantedStack {
  StackSpec spec;
  std::string series;  // as it was named, where it is no stack of the project
  const SourceContext* context = nullptr;
};

// What it is called as long as nothing else is called that.
std::string DefaultNameOf(const WantedStack& wanted) {
  return wanted.series.empty() ? wanted.spec.name
                               : DefaultName(wanted.spec.layers.front());
}

class InputReader {
 public:
  InputReader(const InputArguments& arguments, const CliStreams& streams,
              Progress* progress, const StackIsKnown& is_known)
      : arguments_(arguments),
        streams_(streams),
        progress_(progress),
        is_known_(is_known) {}

  absl::StatusOr<CheckInputs> Read() {
    CheckInputs inputs;
    absl::Status status = FindContexts();
    if (status.ok()) status = FindWanted();
    if (status.ok()) status = ReadRules(&inputs);
    if (status.ok()) status = OpenOnto(&inputs);
    if (status.ok()) status = ReadStacks(&inputs);
    if (status.ok()) {
      status =
          LeaveOut(arguments_.without, here_.repository.get(), &inputs.stacks);
    }
    if (!status.ok()) return status;
    inputs.repository = here_.repository;
    if (project_.has_value()) {
      inputs.flavours = project_->flavours;
      inputs.project_folder = project_->folder;
      inputs.project_db = project_->db;
    }
    return inputs;
  }

 private:
  absl::Status FindContexts() {
    const absl::optional<std::string> file =
        arguments_.config.empty() ? FindProjectFile(streams_.directory)
                                  : absl::optional<std::string>(
                                        PathFrom(streams_, arguments_.config));
    if (file.has_value()) {
      absl::StatusOr<Project> project = ReadProjectFile(*file);
      if (!project.ok()) return project.status();
      project_ = *std::move(project);
    }
    const absl::StatusOr<RepositoryPointer> repository = OpenRepository();
    if (!repository.ok()) return repository.status();
    here_.repository = *repository;
    here_.opened = std::make_shared<OpenedTrees>();
    if (streams_.directory != ".") here_.folder = streams_.directory;
    if (project_.has_value()) {
      project_context_.repository = *repository;
      project_context_.opened = here_.opened;
      project_context_.folder = project_->folder;
    }
    return absl::OkStatus();
  }

  // Null where there is none: folders and archives need none.
  absl::StatusOr<RepositoryPointer> OpenRepository() const {
    if (!arguments_.repository.empty()) {
      return GitRepository::Open(PathFrom(streams_, arguments_.repository));
    }
    const std::string folder =
        streams_.directory == "." ? std::string() : streams_.directory;
    if (project_.has_value()) {
      absl::StatusOr<SourceContext> context = OpenContext(*project_, folder);
      if (!context.ok()) return context.status();
      return context->repository;
    }
    absl::StatusOr<RepositoryPointer> found = GitRepository::Discover(folder);
    if (absl::IsNotFound(found.status())) return RepositoryPointer();
    return found;
  }

  absl::Status FindWanted() {
    if (!arguments_.stacks.empty()) {
      for (const std::string& name : arguments_.stacks) {
        absl::Status status = AddNamed(name);
        if (!status.ok()) return status;
      }
      return absl::OkStatus();
    }
    if (!project_.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "nothing to check: there is no ", kProjectFileName,
          " here or above; name a series, or begin with patchgraph init"));
    }
    if (project_->stacks.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(project_->file, " has no stack to check"));
    }
    for (const StackSpec& stack : project_->stacks) AddProjectStack(stack);
    return absl::OkStatus();
  }

  // A stack of the project goes before a series of the same name.
  absl::Status AddNamed(const std::string& name) {
    if (!named_.insert(name).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("\"", name, "\" is named twice"));
    }
    std::vector<std::string> stacks;
    if (project_.has_value()) {
      for (const StackSpec& stack : project_->stacks) {
        stacks.push_back(stack.name);
        if (stack.name != name) continue;
        AddProjectStack(stack);
        return absl::OkStatus();
      }
    }
    const absl::StatusOr<SeriesSpec> series = ParseSeriesSpec(name, here_);
    if (!series.ok()) return series.status();
    if (IsNowhere(*series)) {
      return absl::NotFoundError(absl::StrCat(
          "\"", name, "\" is no ",
          project_.has_value() ? absl::StrCat("stack of ", project_->file)
                               : std::string("stack"),
          ", and no series is there", DidYouMeanOrAll(name, stacks)));
    }
    AddSeries(*series, name);
    return absl::OkStatus();
  }

  // A name without a kind that is neither a path nor a range.
  bool IsNowhere(const SeriesSpec& series) const {
    std::error_code error;
    return !series.source.has_value() && series.base.empty() &&
           series.place.find("..") == std::string::npos &&
           !std::filesystem::exists(here_.PlaceOf(series.place), error) &&
           error != std::errc::too_many_symbolic_link_levels;
  }

  void AddSeries(SeriesSpec series, const std::string& text) {
    WantedStack wanted;
    wanted.context = &here_;
    wanted.series = text;
    wanted.spec.name = DefaultName(series);
    // Two series may be of the same file name: then both go by all they were
    // named by, and what differs is seen.
    for (WantedStack& other : wanted_) {
      if (DefaultNameOf(other) != DefaultName(series)) continue;
      wanted.spec.name = text;
      if (!other.series.empty()) other.spec.name = other.series;
    }
    if (series.base.empty()) wanted.spec.base = arguments_.base;
    wanted.spec.layers.push_back(std::move(series));
    AddOptions(&wanted.spec);
    wanted_.push_back(std::move(wanted));
  }

  void AddProjectStack(const StackSpec& spec) {
    WantedStack wanted;
    wanted.spec = spec;
    wanted.context = &project_context_;
    if (!arguments_.base.empty()) wanted.spec.base = BaseFromProject();
    AddOptions(&wanted.spec);
    wanted_.push_back(std::move(wanted));
  }

  void AddOptions(StackSpec* spec) const {
    for (SeriesSpec& layer : spec->layers) {
      if (arguments_.strip >= 0 && !layer.strip.has_value() &&
          layer.source != SeriesSource::kSparse) {
        layer.strip = arguments_.strip;
      }
      layer.linear = layer.linear || arguments_.linear;
    }
  }

  // --base is seen from here, a project's stack from the project's folder.
  std::string BaseFromProject() const {
    const TreeSpec spec = ParseTreeSpec(arguments_.base);
    const bool is_revision =
        spec.kind == TreeKind::kGit ||
        (!spec.kind.has_value() && !LooksLikePath(spec.place) &&
         here_.repository != nullptr &&
         here_.repository->HasRevision(spec.place));
    if (is_revision) return arguments_.base;
    std::error_code error;
    const std::filesystem::path place =
        std::filesystem::absolute(here_.PlaceOf(spec.place), error);
    if (error) return arguments_.base;
    const absl::string_view prefix = spec.kind == TreeKind::kDirectory ? "dir:"
                                     : spec.kind == TreeKind::kArchive ? "tar:"
                                                                       : "";
    return absl::StrCat(prefix, place.string());
  }

  absl::Status ReadRules(CheckInputs* inputs) const {
    absl::StatusOr<Policy> rules =
        ReadPolicy(arguments_.rules, project_, streams_);
    if (!rules.ok()) return rules.status();
    inputs->rules = *std::move(rules);
    return absl::OkStatus();
  }

  absl::Status OpenOnto(CheckInputs* inputs) const {
    if (arguments_.base_only) return absl::OkStatus();
    const bool from_project = arguments_.onto.empty() && project_.has_value();
    const std::string& name = from_project ? project_->onto : arguments_.onto;
    if (name.empty()) return absl::OkStatus();
    progress_->Say(absl::StrCat("opening ", name));
    auto tree =
        OpenTree(ParseTreeSpec(name), from_project ? project_context_ : here_);
    if (!tree.ok()) {
      const std::string where = from_project
                                    ? absl::StrCat(project_->onto_origin, ": ")
                                    : std::string("--onto: ");
      return absl::Status(tree.status().code(),
                          absl::StrCat(where, tree.status().message()));
    }
    inputs->onto = *std::move(tree);
    return absl::OkStatus();
  }

  // Whether the stack need not be read.
  bool IsKnown(const WantedStack& wanted, const CheckInputs& inputs) const {
    if (is_known_ == nullptr || !arguments_.without.empty()) return false;
    const absl::optional<std::string> identity =
        IdentityOf(wanted.spec, *wanted.context);
    return identity.has_value() &&
           is_known_(inputs.stacks.size(), *identity,
                     wanted.context->repository->GitFolder()) &&
           inputs.onto == nullptr;
  }

  absl::Status ReadStacks(CheckInputs* inputs) const {
    for (const WantedStack& wanted : wanted_) {
      if (IsKnown(wanted, *inputs)) {
        inputs->stacks.emplace_back();
        inputs->stacks.back().name = wanted.spec.name;
        continue;
      }
      progress_->Say(absl::StrCat("reading ", wanted.spec.name));
      absl::StatusOr<Stack> stack = LoadStack(wanted.spec, *wanted.context);
      if (!stack.ok()) return stack.status();
      const std::vector<std::string> notes = NotesOf(*stack);
      inputs->notes.insert(inputs->notes.end(), notes.begin(), notes.end());
      inputs->stacks.push_back(*std::move(stack));
    }
    return absl::OkStatus();
  }

  const InputArguments& arguments_;
  const CliStreams& streams_;
  Progress* progress_;
  const StackIsKnown& is_known_;
  absl::optional<Project> project_;
  SourceContext here_;
  SourceContext project_context_;
  std::set<std::string> named_;
  std::vector<WantedStack> wanted_;
};

}  // namespace

std::vector<std::string> NotesOf(const Stack& stack) {
  std::vector<std::string> notes;
  for (const Series& layer : stack.layers) {
    notes.insert(notes.end(), layer.notes.begin(), layer.notes.end());
  }
  return notes;
}

absl::StatusOr<CheckInputs> ReadCheckInputs(const InputArguments& arguments,
                                            const CliStreams& streams,
                                            Progress* progress,
                                            const StackIsKnown& is_known) {
  return InputReader(arguments, streams, progress, is_known).Read();
}

}  // namespace patchgraph
