#include "engine/merge/content_merge.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/text/merge_text.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

constexpr int kMarkerSize = 7;

class Merger {
 public:
  Merger(const std::string& path, const PerSide<Version>& versions,
         const PerSide<std::string>& names, int extra_marker_size,
         const ContentMergeOptions& options,
         std::vector<MergeMessage>* messages)
      : path_(path),
        base_(versions[Side::kBase]),
        ours_(versions[Side::kOurs]),
        theirs_(versions[Side::kTheirs]),
        names_(names),
        extra_marker_size_(extra_marker_size),
        options_(options),
        messages_(messages) {}

  absl::StatusOr<ContentMerge> Run() {
    MergeModes();
    if (ours_.blob == theirs_.blob || ours_.blob == base_.blob) {
      merge_.result.blob = theirs_.blob;
    } else if (theirs_.blob == base_.blob) {
      merge_.result.blob = ours_.blob;
    } else if (!SameType(ours_, theirs_)) {
      merge_.result = inner() ? base_ : ours_;
      merge_.clean = false;
    } else if (ours_.IsPlainFile()) {
      absl::Status status = MergeFiles();
      if (!status.ok()) return status;
    } else if (ours_.IsSubmodule()) {
      LeaveSubmodule();
    } else {
      LeaveSymlink();
    }
    return std::move(merge_);
  }

 private:
  bool inner() const { return options_.depth > 0; }
  void Say(MergeEvent event, const std::string& path) {
    messages_->push_back({event, {path}});
  }

  void MergeModes() {
    if (ours_.mode == theirs_.mode || ours_.mode == base_.mode) {
      merge_.result.mode = theirs_.mode;
    } else {
      merge_.result.mode = ours_.mode;
      merge_.clean = theirs_.mode == base_.mode;
    }
  }

  // A base of another type has no lines to offer.
  bool HasBase() const { return base_.exists() && SameType(base_, ours_); }

  absl::Status MergeFiles() {
    auto text = std::make_shared<TextMerge>();
    if (HasBase()) {
      auto base = base_.blob.Read();
      if (!base.ok()) return base.status();
      text->base = *std::move(base);
    } else {
      text->base = std::make_shared<const std::string>();
    }
    auto ours = ours_.blob.Read();
    if (!ours.ok()) return ours.status();
    text->ours = *std::move(ours);
    auto theirs = theirs_.blob.Read();
    if (!theirs.ok()) return theirs.status();
    text->theirs = *std::move(theirs);

    if (FitsTextMerge(*text->base) && FitsTextMerge(*text->ours) &&
        FitsTextMerge(*text->theirs)) {
      MergeLines(std::move(text));
    } else if (inner()) {
      merge_.result.blob =
          HasBase() ? base_.blob : Blob::FromBytes(std::string());
    } else {
      Say(MergeEvent::kBinary, path_);
      merge_.result.blob = ours_.blob;
      merge_.clean = false;
    }
    Say(MergeEvent::kAutoMerging, path_);
    return absl::OkStatus();
  }

  void MergeLines(std::shared_ptr<TextMerge> text) {
    text->merge = Merge(*text->base, *text->ours, *text->theirs);
    RenderOptions render;
    render.labels.ours = options_.ours_label;
    render.labels.theirs = options_.theirs_label;
    if (names_[Side::kBase] != names_[Side::kOurs] ||
        names_[Side::kOurs] != names_[Side::kTheirs]) {
      absl::StrAppend(&render.labels.ours, ":", names_[Side::kOurs]);
      absl::StrAppend(&render.labels.theirs, ":", names_[Side::kTheirs]);
    }
    render.marker_size = kMarkerSize + extra_marker_size_;
    merge_.result.blob = Blob::FromBytes(Render(text->merge, render));
    if (!text->merge.clean()) merge_.clean = false;
    merge_.text = std::move(text);
  }

  // git merges submodules by the history of a checkout; there is none here.
  void LeaveSubmodule() {
    merge_.clean = false;
    merge_.result.blob = inner() ? base_.blob : ours_.blob;
    Say(MergeEvent::kSubmoduleNotInitialized, names_[Side::kBase]);
    if (inner() && !HasBase()) merge_.result = base_;
  }

  void LeaveSymlink() {
    merge_.clean = false;
    if (inner()) {
      merge_.result = base_;
    } else {
      merge_.result.blob = ours_.blob;
    }
  }

  const std::string& path_;
  const Version& base_;
  const Version& ours_;
  const Version& theirs_;
  const PerSide<std::string>& names_;
  int extra_marker_size_;
  const ContentMergeOptions& options_;
  std::vector<MergeMessage>* messages_;
  ContentMerge merge_;
};

}  // namespace

absl::StatusOr<ContentMerge> MergeContents(
    const std::string& path, const PerSide<Version>& versions,
    const PerSide<std::string>& names, int extra_marker_size,
    const ContentMergeOptions& options, std::vector<MergeMessage>* messages) {
  return Merger(path, versions, names, extra_marker_size, options, messages)
      .Run();
}

}  // namespace patchgraph
