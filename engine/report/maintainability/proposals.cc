#include "engine/report/maintainability/proposals.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "engine/report/utf8.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// The figure stands beside it. What is wrong three times in four costs more
// time than it saves.
constexpr double kLeastConfidence = 0.25;

struct Proposed {
  std::string text;
  std::string basis;
};

// By the line of ours, from 1, where the conflict begins as the diffs met.
using ProposedAt = std::map<int, Proposed>;

absl::Status AddRemembered(const FileMerge& merge, const Conflict& conflict,
                           const ResolutionFinder& find, ProposedAt* proposed) {
  if (find == nullptr) return absl::OkStatus();
  const auto reused = ReuseInText(merge, {conflict.path}, find, {});
  if (!reused.ok()) return reused.status();
  for (const ProposedResolution& proposal : reused->proposals) {
    if (proposal.line == 0) continue;  // the file as a whole
    proposed->emplace(
        proposal.line,
        Proposed{proposal.text,
                 proposal.doubt.empty()
                     ? "resolved so before"
                     : absl::StrCat("resolved so before; ", proposal.doubt)});
  }
  return absl::OkStatus();
}

void AddResolved(const FileMerge& merge, const Conflict& conflict,
                 ProposedAt* proposed) {
  ResolveOptions options;
  options.path = conflict.path;
  for (const ResolvedRegion& region :
       ResolveFile(merge, FileHistories(), options).regions) {
    if (region.proposals.empty()) continue;
    const Proposal& best = region.proposals.front();
    if (best.confidence < kLeastConfidence) continue;
    proposed->emplace(
        region.line,
        Proposed{best.text,
                 absl::StrFormat("%s (%.0f in 100 such are right)", best.reason,
                                 best.confidence * 100)});
  }
}

// The first of the regions from `next` on that is `part`; -1 if none is.
int FindRegion(const Conflict& conflict, const FileMerge& merge,
               const MergeRegion& part, int next) {
  const int size = static_cast<int>(conflict.regions.size());
  for (int i = next; i < size; ++i) {
    if (conflict.regions[i].ours.text == merge.ours.Range(part.ours) &&
        conflict.regions[i].theirs.text == merge.theirs.Range(part.theirs)) {
      return i;
    }
  }
  return -1;
}

bool Holds(LineRange outer, LineRange inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

// The conflict as the diffs met of which `part` is what remains once lines that
// both sides have are taken off.
const MergeRegion* WholeOf(const FileMerge& merge, const MergeRegion& part) {
  for (const MergeRegion& met : merge.met) {
    if (met.kind == MergeRegion::kConflict && Holds(met.ours, part.ours) &&
        Holds(met.theirs, part.theirs)) {
      return &met;
    }
  }
  return nullptr;
}

// `text` stands in the place of `whole`. Without the lines that the part leaves
// out in front and behind, where the text has them.
absl::string_view PartOf(absl::string_view text, const FileMerge& merge,
                         const MergeRegion& whole, const MergeRegion& part) {
  absl::string_view rest = text;
  if (absl::ConsumePrefix(
          &rest, merge.ours.Range({whole.ours.begin, part.ours.begin})) &&
      absl::ConsumeSuffix(&rest,
                          merge.ours.Range({part.ours.end, whole.ours.end}))) {
    return rest;
  }
  return text;
}

}  // namespace

absl::StatusOr<std::vector<ProposalReport>> ProposalsFor(
    const Conflict& conflict, int number, const ResolutionFinder& find) {
  std::vector<ProposalReport> reports;
  if (conflict.kind != ConflictKind::kContent || !conflict.base.has_value() ||
      !conflict.ours.has_value() || !conflict.theirs.has_value()) {
    return reports;
  }
  const auto base = conflict.base->blob.Read();
  if (!base.ok()) return base.status();
  const auto ours = conflict.ours->blob.Read();
  if (!ours.ok()) return ours.status();
  const auto theirs = conflict.theirs->blob.Read();
  if (!theirs.ok()) return theirs.status();
  if (!FitsTextMerge(**base) || !FitsTextMerge(**ours) ||
      !FitsTextMerge(**theirs)) {
    return reports;
  }
  const FileMerge merge = Merge(**base, **ours, **theirs);
  ProposedAt proposed;
  absl::Status status = AddRemembered(merge, conflict, find, &proposed);
  if (!status.ok()) return status;
  AddResolved(merge, conflict, &proposed);
  int next = 0;  // of conflict.regions, which may lack some of the merge's
  for (const MergeRegion& part : merge.refined) {
    if (part.kind != MergeRegion::kConflict) continue;
    const int region = FindRegion(conflict, merge, part, next);
    if (region < 0) continue;
    next = region + 1;
    const MergeRegion* whole = WholeOf(merge, part);
    if (whole == nullptr) continue;
    const auto found = proposed.find(whole->ours.begin + 1);
    if (found == proposed.end()) continue;
    ProposalReport& report = reports.emplace_back();
    report.set_conflict(number);
    report.set_region(region + 1);
    report.set_text(ValidUtf8(PartOf(found->second.text, merge, *whole, part)));
    report.set_basis(ValidUtf8(found->second.basis));
    // One that takes the place of several parts is shown once.
    proposed.erase(found);
  }
  return reports;
}

}  // namespace patchgraph
