#include "engine/resolutions/reuse_resolutions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/resolutions/conflict_pieces.h"
#include "engine/resolutions/files_in_conflict.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

using Proposals = std::vector<ProposedResolution>;

// What is remembered of exactly this conflict.
absl::StatusOr<std::vector<Resolution>> FindChecked(
    const ConflictIdentity& conflict, const ResolutionFinder& find) {
  absl::StatusOr<std::vector<Resolution>> found = find(KeyOf(conflict));
  if (!found.ok()) return found.status();
  found->erase(std::remove_if(found->begin(), found->end(),
                              [&conflict](const Resolution& resolution) {
                                return resolution.conflict != conflict ||
                                       !WhatIsWrongWith(resolution).empty();
                              }),
               found->end());
  return found;
}

std::string DoubtAbout(const Resolution& resolution,
                       absl::Span<const std::string> paths, size_t known,
                       bool stands_twice) {
  if (resolution.conflict.scope == ConflictScope::kSides) {
    return "its base is not known";
  }
  if (stands_twice) return "the same conflict stands in the file twice";
  if (known > 1) {
    return absl::StrCat(known, " resolutions of this conflict are remembered");
  }
  if (resolution.path.empty()) {
    return "it is not known which file it was made for";
  }
  if (std::find(paths.begin(), paths.end(), resolution.path) == paths.end()) {
    return absl::StrCat("it was made for ", resolution.path);
  }
  return "";
}

// Applies the one that may be, or that a person said yes to.
void Choose(const ReuseOptions& options, Proposals* proposals) {
  ProposedResolution* chosen = nullptr;
  for (ProposedResolution& proposal : *proposals) {
    const bool beyond_doubt =
        options.mode == ReuseMode::kAuto && proposal.doubt.empty();
    const bool accepted = options.accepted.count(IdOf(proposal.resolution)) > 0;
    if (chosen == nullptr && (accepted || beyond_doubt)) chosen = &proposal;
  }
  if (chosen == nullptr) return;
  chosen->applied = true;
  chosen->doubt.clear();
}

class TextReuser {
 public:
  TextReuser(const FileMerge& merge, absl::Span<const std::string> paths,
             const ResolutionFinder& find, const ReuseOptions& options)
      : merge_(merge),
        paths_(paths),
        find_(find),
        options_(options),
        pieces_(TakeApart(merge)),
        parts_(TakeApart(merge, ConflictStyle::kMerge)) {}

  absl::StatusOr<ReusedText> Run() {
    ReusedText reused;
    reused.conflicts = static_cast<int>(pieces_.conflicts.size());
    for (size_t i = 0; i < pieces_.conflicts.size(); ++i) {
      absl::StrAppend(&reused.text, pieces_.clean[i]);
      absl::StatusOr<Proposals> proposals = ProposalsFor(i);
      if (!proposals.ok()) return proposals.status();
      const ProposedResolution* applied = nullptr;
      for (const ProposedResolution& proposal : *proposals) {
        if (proposal.applied) applied = &proposal;
      }
      if (applied != nullptr) {
        absl::StrAppend(&reused.text, applied->text);
      } else {
        absl::StrAppend(&reused.text, MarkedText(i));
        ++reused.open;
      }
      std::move(proposals->begin(), proposals->end(),
                std::back_inserter(reused.proposals));
    }
    absl::StrAppend(&reused.text, pieces_.clean.back());
    return reused;
  }

 private:
  absl::StatusOr<Proposals> ProposalsFor(size_t i) const {
    Proposals proposals;
    if (options_.mode == ReuseMode::kOff) return proposals;
    const ConflictIdentity& conflict = pieces_.conflicts[i];
    for (const ConflictIdentity& wanted : {conflict, WithoutBase(conflict)}) {
      const auto found = FindChecked(wanted, find_);
      if (!found.ok()) return found.status();
      for (const Resolution& resolution : *found) {
        proposals.push_back(
            Propose(i, resolution, resolution.result, found->size()));
      }
    }
    if (proposals.empty()) {
      const auto of_parts = ProposeForParts(i);
      if (!of_parts.ok()) return of_parts.status();
      if (of_parts->has_value()) proposals.push_back(**of_parts);
    }
    Choose(options_, &proposals);
    return proposals;
  }

  ProposedResolution Propose(size_t i, const Resolution& resolution,
                             const std::string& text, size_t known) const {
    ProposedResolution proposal;
    proposal.conflict = static_cast<int>(i) + 1;
    proposal.line = pieces_.regions[i]->ours.begin + 1;
    proposal.resolution = resolution;
    proposal.text = text;
    const auto& all = pieces_.conflicts;
    const bool stands_twice = std::count(all.begin(), all.end(), all[i]) > 1;
    proposal.doubt = DoubtAbout(resolution, paths_, known, stands_twice);
    return proposal;
  }

  // The merge style, in which rerere remembers, may have cut the conflict into
  // parts, with text between them that is clean. It is resolved if all are.
  absl::StatusOr<absl::optional<ProposedResolution>> ProposeForParts(
      size_t i) const {
    const MergeRegion& whole = *pieces_.regions[i];
    std::string text;
    absl::optional<Resolution> first;
    size_t part = 0;
    for (const MergeRegion& region : merge_.refined) {
      const bool in_conflict =
          part < parts_.regions.size() && parts_.regions[part] == &region;
      const size_t number = part;
      if (in_conflict) ++part;
      if (!Meets(region, whole)) continue;
      if (!LiesIn(region, whole)) return absl::optional<ProposedResolution>();
      if (!in_conflict) {
        absl::StrAppend(&text, CleanText(merge_, region));
        continue;
      }
      const auto found = FindChecked(parts_.conflicts[number], find_);
      if (!found.ok()) return found.status();
      if (found->empty()) return absl::optional<ProposedResolution>();
      if (!first.has_value()) first = found->front();
      absl::StrAppend(&text, found->front().result);
    }
    if (!first.has_value()) return absl::optional<ProposedResolution>();
    return absl::make_optional(Propose(i, *first, text, 1));
  }

  static bool Overlap(LineRange a, LineRange b) {
    return a.begin < b.end && b.begin < a.end;
  }
  static bool Meets(const MergeRegion& part, const MergeRegion& whole) {
    return Overlap(part.ours, whole.ours) || Overlap(part.theirs, whole.theirs);
  }
  static bool LiesIn(const MergeRegion& part, const MergeRegion& whole) {
    return part.ours.begin >= whole.ours.begin &&
           part.ours.end <= whole.ours.end &&
           part.theirs.begin >= whole.theirs.begin &&
           part.theirs.end <= whole.theirs.end;
  }

  // The conflict between markers, as the whole merge would be rendered. The
  // lines before it decide how markers end.
  std::string MarkedText(size_t i) const {
    FileMerge one = merge_;
    one.met = {*pieces_.regions[i]};
    RenderOptions render;
    render.labels = options_.labels;
    render.marker_size = options_.marker_size;
    render.style = ConflictStyle::kDiff3;
    return Render(one, render);
  }

  const FileMerge& merge_;
  absl::Span<const std::string> paths_;
  const ResolutionFinder& find_;
  const ReuseOptions& options_;
  ConflictPieces pieces_;
  ConflictPieces parts_;
};

absl::StatusOr<ReusedFile> ReuseLines(const FileInConflict& in_conflict,
                                      const ResolutionFinder& find,
                                      const ReuseOptions& options) {
  ReuseOptions of_file = options;
  of_file.labels = LabelsOf(in_conflict, options.labels);
  absl::StatusOr<ReusedText> text =
      ReuseInText(in_conflict.text->merge, in_conflict.paths, find, of_file);
  if (!text.ok()) return text.status();
  ReusedFile file;
  file.path = in_conflict.path;
  file.open = text->open + (in_conflict.more_than_lines ? 1 : 0);
  file.proposals = std::move(text->proposals);
  FileState state = in_conflict.merged.value_or(FileState());
  state.blob = Blob::FromBytes(std::move(text->text));
  file.file = std::move(state);
  return file;
}

absl::StatusOr<ReusedFile> ReuseWholeFile(const FileInConflict& in_conflict,
                                          const ResolutionFinder& find,
                                          const ReuseOptions& options) {
  ReusedFile file;
  file.path = in_conflict.path;
  file.file = in_conflict.merged;
  file.open = 1;
  if (options.mode == ReuseMode::kOff) return file;
  const auto found = FindChecked(*in_conflict.whole, find);
  if (!found.ok()) return found.status();
  for (const Resolution& resolution : *found) {
    ProposedResolution proposal;
    proposal.resolution = resolution;
    proposal.text = resolution.result;
    proposal.doubt =
        DoubtAbout(resolution, in_conflict.paths, found->size(), false);
    file.proposals.push_back(std::move(proposal));
  }
  Choose(options, &file.proposals);
  for (const ProposedResolution& proposal : file.proposals) {
    if (!proposal.applied) continue;
    file.open = 0;
    file.file = absl::nullopt;
    if (proposal.resolution.deleted) continue;
    file.file =
        FileState{proposal.resolution.mode, Blob::FromBytes(proposal.text)};
  }
  return file;
}

}  // namespace

absl::optional<ReuseMode> ReuseModeNamed(absl::string_view name) {
  if (name == "off") return ReuseMode::kOff;
  if (name == "propose") return ReuseMode::kPropose;
  if (name == "auto") return ReuseMode::kAuto;
  return absl::nullopt;
}

absl::StatusOr<ReusedText> ReuseInText(const FileMerge& merge,
                                       absl::Span<const std::string> paths,
                                       const ResolutionFinder& find,
                                       const ReuseOptions& options) {
  return TextReuser(merge, paths, find, options).Run();
}

absl::StatusOr<std::vector<ReusedFile>> ReuseInFiles(
    const TreeMerge& merge, const ResolutionFinder& find,
    const ReuseOptions& options) {
  std::vector<ReusedFile> files;
  for (const FileInConflict& file : FilesInConflict(merge)) {
    auto reused = file.text != nullptr ? ReuseLines(file, find, options)
                                       : ReuseWholeFile(file, find, options);
    if (!reused.ok()) return reused.status();
    files.push_back(*std::move(reused));
  }
  return files;
}

}  // namespace patchgraph
