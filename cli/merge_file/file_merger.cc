#include "cli/merge_file/file_merger.h"

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/merge_file/ask_person.h"
#include "cli/merge_file/conflict_layout.h"
#include "cli/merge_file/git_program.h"
#include "cli/merge_file/merge_in_progress.h"
#include "cli/merge_file/side_versions.h"
#include "cli/merge_file/surroundings.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_settings.h"
#include "engine/report/merge_file/merge_file_report.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

constexpr int kProposedTexts = 3;

using RepositoryPointer = std::shared_ptr<const GitRepository>;

absl::StatusOr<RepositoryPointer> OpenRepository(
    const MergeFileArguments& arguments, const CliStreams& streams) {
  if (!arguments.git_dir.empty()) {
    return GitRepository::Open(PathFrom(streams, arguments.git_dir));
  }
  return GitRepository::Discover(streams.directory == "." ? ""
                                                          : streams.directory);
}

// A git that does not know a placeholder leaves it as it is: "%X".
bool IsLabel(const std::string& label) {
  return !(label.size() == 2 && label[0] == '%');
}

class FileMerger {
 public:
  FileMerger(const InputTexts& texts, const MergeFileArguments& arguments,
             const CliStreams& streams)
      : texts_(texts), arguments_(arguments), streams_(streams) {}

  MergedFile Run() {
    file_.report.set_path(arguments_.path);
    file_.report.set_auto_(arguments_.mode_name);
    OpenGit();
    const absl::optional<Side> favoured = Favoured();
    if (!FitsTextMerge(texts_.base) || !FitsTextMerge(texts_.ours) ||
        !FitsTextMerge(texts_.theirs)) {
      MergeBinary(favoured);
      return std::move(file_);
    }
    const ConflictLayout layout = Layout();
    const FileMerge merge = Merge(texts_.base, texts_.ours, texts_.theirs);
    const int conflicts = merge.conflicts(layout == ConflictLayout::kMerge
                                              ? ConflictStyle::kMerge
                                              : ConflictStyle::kDiff3);
    file_.report.set_conflicts(conflicts);
    if (favoured.has_value()) {
      file_.text = Take(merge, *favoured);
      file_.report.set_clean(true);
      return std::move(file_);
    }
    ResolvedFile resolved;
    if (conflicts > 0 && arguments_.mode != AutoMode::kOff) {
      resolved = Resolve(merge);
    }
    // Asking git for the labels takes longer than all the rest.
    const bool is_settled =
        conflicts == 0 || (!resolved.regions.empty() && resolved.open == 0);
    LaidOutText laid_out = LayOutResolved(
        merge, resolved, layout, is_settled ? MarkerLabels() : Labels(),
        arguments_.marker_size);
    file_.report.set_open(laid_out.open);
    file_.report.set_clean(laid_out.open == 0);
    file_.text = std::move(laid_out.text);
    AddLikeliest(merge, resolved, conflicts);
    return std::move(file_);
  }

 private:
  // One of its sides, or left alone.
  void MergeBinary(absl::optional<Side> favoured) {
    file_.report.set_binary(true);
    file_.report.set_conflicts(1);
    if (favoured.has_value()) {
      file_.text = *favoured == Side::kOurs ? texts_.ours : texts_.theirs;
      file_.report.set_clean(true);
      return;
    }
    file_.report.set_open(1);
    Note("cannot merge binary files");
  }

  // What a person told git to do with conflicts goes before what we would.
  absl::optional<Side> Favoured() {
    if (arguments_.use != MergeFileUse::kDriver) return absl::nullopt;
    surroundings_ = ReadSurroundings();
    const absl::optional<Side> side = FavouredSide(surroundings_.command);
    if (side.has_value() || repository_ == nullptr) return side;
    return FavouredBefore(*repository_, surroundings_);
  }

  void Note(std::string text) { file_.report.add_notes(std::move(text)); }

  bool AsksForHistories() const {
    return !arguments_.ours_revision.empty() ||
           !arguments_.theirs_revision.empty();
  }

  void OpenGit() {
    auto repository = OpenRepository(arguments_, streams_);
    if (repository.ok()) {
      repository_ = *std::move(repository);
      return;
    }
    if (AsksForHistories() || !arguments_.git_dir.empty()) {
      NoteNoHistory(repository.status().message());
    }
  }

  void NoteNoHistory(absl::string_view why) {
    Note(absl::StrCat("no history is used: ", why));
  }

  ConflictLayout Layout() const {
    if (arguments_.layout.has_value()) return *arguments_.layout;
    absl::optional<std::string> setting;
    if (repository_ != nullptr) {
      setting = GitSetting(*repository_, "merge.conflictstyle");
    } else if (arguments_.use != MergeFileUse::kPerson) {
      // One that only git can read.
      setting =
          AskGit(streams_.directory, {"config", "merge.conflictstyle"}).output;
    }
    return ConflictLayoutNamed(setting.value_or("merge"))
        .value_or(ConflictLayout::kMerge);
  }

  // What git is doing, where it is git that runs us.
  void FindMerge() {
    if (repository_ == nullptr || searched_ ||
        arguments_.use == MergeFileUse::kPerson) {
      return;
    }
    searched_ = true;
    std::vector<MergeInProgress> merges =
        MergesInProgress(*repository_, surroundings_);
    for (MergeInProgress& merge : merges) {
      if (!merge.Fits(*repository_, arguments_.path, texts_)) continue;
      merge_ = std::move(merge);
      fits_ = true;
      return;
    }
    if (!merges.empty()) merge_ = std::move(merges.front());
  }

  FileHistories Histories() {
    if (repository_ == nullptr) return {};
    SideVersions found;
    if (!arguments_.ours_revision.empty() &&
        !arguments_.theirs_revision.empty()) {
      found = VersionsOfRevisions(*repository_, arguments_.ours_revision,
                                  arguments_.theirs_revision, Path(), texts_);
    } else if (AsksForHistories()) {
      found.notes = {"it takes both --ours-rev and --theirs-rev"};
    } else {
      FindMerge();
      if (fits_) {
        found = VersionsOfMerge(*repository_, *merge_, Path(), texts_);
      }
    }
    for (const std::string& note : found.notes) NoteNoHistory(note);
    AddHistories(found.histories, &file_.report);
    return std::move(found.histories);
  }

  std::string Path() const {
    return arguments_.path.empty() ? arguments_.ours : arguments_.path;
  }

  ResolvedFile Resolve(const FileMerge& merge) {
    ResolveOptions options;
    options.mode = arguments_.mode;
    options.path = Path();
    ResolvedFile resolved = ResolveFile(merge, Histories(), options);
    if (arguments_.use == MergeFileUse::kMergetool) {
      AskPerson(merge, Path(), KeyFromStandardInput, streams_.err, &resolved);
    }
    AddRegions(resolved.regions, &file_.report);
    return resolved;
  }

  MarkerLabels Labels() {
    std::vector<std::string> labels = arguments_.labels;
    FindMerge();
    MarkerLabels found;
    const bool is_person = arguments_.use == MergeFileUse::kPerson;
    if (merge_.has_value()) {
      found = merge_->Labels(*repository_);
    } else {
      found = {is_person ? arguments_.ours : "ours",
               is_person ? arguments_.base : "base",
               is_person ? arguments_.theirs : "theirs"};
    }
    if (!labels.empty() && IsLabel(labels[0])) found.ours = labels[0];
    if (labels.size() > 1 && IsLabel(labels[1])) found.base = labels[1];
    if (labels.size() > 2 && IsLabel(labels[2])) found.theirs = labels[2];
    return found;
  }

  void AddLikeliest(const FileMerge& merge, const ResolvedFile& resolved,
                    int conflicts) {
    if (conflicts == 0) {
      file_.likeliest = {*file_.text};
    } else if (!arguments_.proposals.empty() && !resolved.regions.empty()) {
      file_.likeliest = LikeliestTexts(merge, resolved, kProposedTexts);
    }
  }

  const InputTexts& texts_;
  const MergeFileArguments& arguments_;
  const CliStreams& streams_;
  MergedFile file_;
  RepositoryPointer repository_;  // null: none
  Surroundings surroundings_;     // of a driver
  bool searched_ = false;
  absl::optional<MergeInProgress> merge_;
  bool fits_ = false;  // the texts are those of `merge_`
};

}  // namespace

MergedFile MergeInputs(const InputTexts& texts,
                       const MergeFileArguments& arguments,
                       const CliStreams& streams) {
  return FileMerger(texts, arguments, streams).Run();
}

}  // namespace patchgraph
