// LoadStack of stack_spec.h.

#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/model/overlay.h"
#include "engine/source/stack_spec.h"

namespace patchgraph {
namespace {

absl::Status At(const std::string& origin, const absl::Status& status) {
  if (status.ok() || origin.empty()) return status;
  return absl::Status(status.code(),
                      absl::StrCat(origin, ": ", status.message()));
}

// Notes which paths come and go, for who looks for -p levels in later layers.
// Bytes do not matter for that.
void LayPaths(const Patch& patch, Overlay& tree) {
  using Kind = FileChange::Kind;
  for (const FileChange& change : patch.files) {
    std::string gone;
    std::string come;
    if (change.kind == Kind::kDelete || change.kind == Kind::kRename) {
      gone = change.old_path;
    }
    if (change.kind == Kind::kAdd || change.kind == Kind::kRename ||
        change.kind == Kind::kCopy) {
      come = change.new_path;
    }
    if (patch.reversed) std::swap(gone, come);
    if (!gone.empty()) tree.Remove(gone);
    if (!come.empty()) {
      tree.Put(come, change.replacement.value_or(FileState{}));
    }
  }
}

class Loader {
 public:
  Loader(const StackSpec& spec, const SourceContext& context)
      : spec_(spec), context_(context) {
    stack_.name = spec.name;
  }

  absl::StatusOr<Stack> Load() {
    if (spec_.layers.empty()) {
      return At(spec_.origin, absl::InvalidArgumentError(absl::StrCat(
                                  "stack ", spec_.name, " has no layers")));
    }
    absl::Status status = OpenBase();
    for (const SeriesSpec& layer : spec_.layers) {
      if (!status.ok()) return status;
      status = At(layer.origin, Read(layer));
    }
    if (!status.ok()) return status;
    return std::move(stack_);
  }

 private:
  // The base's name, if any is written; a range may still bring one.
  const std::string& BaseName() const {
    return spec_.base.empty() ? spec_.layers.front().base : spec_.base;
  }

  absl::Status OpenBase() {
    if (BaseName().empty()) return absl::OkStatus();
    auto base = OpenTree(ParseTreeSpec(BaseName()), context_);
    if (!base.ok()) {
      return At(spec_.origin,
                absl::Status(base.status().code(),
                             absl::StrCat("base of stack ", spec_.name, ": ",
                                          base.status().message())));
    }
    SetBase(*std::move(base));
    return absl::OkStatus();
  }

  void SetBase(std::shared_ptr<const Tree> base) {
    stack_.base = base;
    so_far_.emplace(std::move(base), spec_.name);
  }

  absl::Status Read(const SeriesSpec& layer) {
    if (!layer.base.empty() && layer.base != BaseName()) {
      return absl::InvalidArgumentError(
          absl::StrCat("layer ", layer.place, " is on ", layer.base,
                       ", but its stack on ", BaseName()));
    }
    auto read =
        ReadSeries(layer, context_, so_far_.has_value() ? &*so_far_ : nullptr);
    if (!read.ok()) return read.status();
    if (!so_far_.has_value()) {
      if (read->base == nullptr) {
        return absl::InvalidArgumentError(absl::StrCat(
            "stack ", spec_.name, " has no base: write it behind the series, ",
            layer.place, "@BASE, or as `base` in the project file"));
      }
      SetBase(read->base);
    }
    const std::string& name = read->series.name;
    if (!names_.insert(name).second) {
      return absl::AlreadyExistsError(absl::StrCat(
          "stack ", spec_.name, " has two layers named \"", name,
          "\"; give one of them another with `name` in the project file"));
    }
    for (const Patch& patch : read->series.patches) LayPaths(patch, *so_far_);
    stack_.layers.push_back(std::move(read->series));
    return absl::OkStatus();
  }

  const StackSpec& spec_;
  const SourceContext& context_;
  Stack stack_;
  absl::optional<Overlay> so_far_;
  std::set<std::string> names_;
};

}  // namespace

absl::StatusOr<Stack> LoadStack(const StackSpec& spec,
                                const SourceContext& context) {
  return Loader(spec, context).Load();
}

}  // namespace patchgraph
