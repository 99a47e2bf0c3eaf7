#include "engine/resolve/settle.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolve/all_resolvers.h"
#include "engine/resolve/candidates.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/history/piece_reader.h"
#include "engine/resolve/measured.h"
#include "engine/resolve/ranking.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

// The surest of those that came to a text speaks for it.
const Voice& Surest(const Candidate& candidate, const Measured& measured) {
  const auto precision = [&](const Voice& voice) {
    const auto count =
        measured.counts.find(MeasuredName(voice.resolver, voice.kind));
    return count == measured.counts.end()
               ? 0.0
               : LowerBound(count->second.files, count->second.files_right);
  };
  return *std::max_element(candidate.voices.begin(), candidate.voices.end(),
                           [&](const Voice& a, const Voice& b) {
                             return precision(a) < precision(b);
                           });
}

// What hardly ever is right is not worth a look.
constexpr double kProposeFrom = 0.02;

bool IsSure(const Candidate& candidate, const Measured& measured) {
  return std::any_of(
      candidate.voices.begin(), candidate.voices.end(),
      [&measured](const Voice& voice) {
        return measured.sure.contains(MeasuredName(voice.resolver, voice.kind));
      });
}

bool NeedsDecision(const RegionCandidates& region) {
  const auto says = [](const Voice& voice) { return voice.needs_decision; };
  return std::any_of(region.candidates.begin(), region.candidates.end(),
                     [&](const Candidate& candidate) {
                       return std::any_of(candidate.voices.begin(),
                                          candidate.voices.end(), says);
                     });
}

Tier TierOf(const Candidate& candidate, double chance,
            const Measured& measured) {
  if (chance >= measured.apply_from ||
      (chance >= kSureFrom && IsSure(candidate, measured))) {
    return Tier::kApply;
  }
  return chance >= kProposeFrom ? Tier::kPropose : Tier::kNever;
}

std::vector<Proposal> Ranked(const RegionCandidates& region,
                             const Measured& measured) {
  const std::vector<double> chances =
      Chances(region.features, measured.weights);
  const bool needs_decision = NeedsDecision(region);
  std::vector<Proposal> proposals;
  for (std::size_t i = 0; i < region.candidates.size(); ++i) {
    const Candidate& candidate = region.candidates[i];
    const Voice& voice = Surest(candidate, measured);
    Proposal& proposal = proposals.emplace_back();
    proposal.text = candidate.text;
    proposal.resolver = voice.resolver;
    proposal.reason = voice.reason;
    proposal.confidence = chances[i];
    proposal.tier = TierOf(candidate, chances[i], measured);
    if (needs_decision && proposal.tier == Tier::kApply) {
      proposal.tier = Tier::kPropose;
    }
  }
  std::stable_sort(proposals.begin(), proposals.end(),
                   [](const Proposal& a, const Proposal& b) {
                     return a.confidence > b.confidence;
                   });
  return proposals;
}

bool Applies(const std::vector<Proposal>& proposals, AutoMode mode) {
  if (proposals.empty() || mode == AutoMode::kOff) return false;
  return mode == AutoMode::kPropose || proposals.front().tier == Tier::kApply;
}

}  // namespace

std::vector<RegionCandidates> FindCandidates(const FileMerge& merge,
                                             const FileHistories& histories,
                                             const std::string& path) {
  std::vector<RegionCandidates> found;
  const PieceReader reader(merge, histories);
  for (std::size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& region = merge.met[i];
    if (!IsOpen(merge, region)) continue;
    Conflict conflict;
    conflict.path = path;
    conflict.base = merge.base.Range(region.base);
    conflict.ours = merge.ours.Range(region.ours);
    conflict.theirs = merge.theirs.Range(region.theirs);
    conflict.merge = &merge;
    conflict.region = static_cast<int>(i);
    conflict.histories = &histories;
    const PieceHistory pieces = reader.Read(conflict.region);
    conflict.pieces = &pieces;
    RegionCandidates& entry = found.emplace_back();
    entry.region = conflict.region;
    entry.candidates = CandidatesFor(conflict, AllResolvers());
    entry.features = FeaturesOf(conflict, entry.candidates);
  }
  return found;
}

ResolvedFile Settle(const FileMerge& merge,
                    absl::Span<const RegionCandidates> regions,
                    const Measured& measured, const ResolveOptions& options) {
  ResolvedFile file;
  RegionTexts texts;
  auto next = regions.begin();
  for (std::size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& region = merge.met[i];
    if (!IsOpen(merge, region)) continue;
    ResolvedRegion& entry = file.regions.emplace_back();
    entry.region = static_cast<int>(i);
    entry.line = region.ours.begin + 1;
    if (next != regions.end() && next->region == entry.region) {
      entry.proposals = Ranked(*next, measured);
      ++next;
    }
    entry.applied = Applies(entry.proposals, options.mode);
    if (!entry.applied) ++file.open;
  }
  for (const ResolvedRegion& entry : file.regions) {
    if (entry.applied) texts[entry.region] = entry.proposals.front().text;
  }
  RenderOptions render;
  render.labels = options.labels;
  render.marker_size = options.marker_size;
  render.style = ConflictStyle::kDiff3;
  file.text = RenderWith(merge, texts, render);
  return file;
}

}  // namespace patchgraph
