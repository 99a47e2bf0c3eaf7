#include "engine/report/check/resolved_report.h"

#include <algorithm>
#include <string>

#include "engine/report/merge_file/merge_file_report.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

void FillResolution(const RegionResolution& resolution,
                    ResolutionReport* report) {
  report->set_stack(ValidUtf8(resolution.stack));
  report->set_patch(ValidUtf8(resolution.patch));
  for (const std::string& patch : resolution.patches) {
    report->add_patches(ValidUtf8(patch));
  }
  report->set_path(ValidUtf8(resolution.path));
  // An empty range stands behind the line that it names.
  const Excerpt& ours = resolution.region.ours;
  report->set_line(ours.text.empty() ? ours.start + 1 : ours.start);
  for (const int hunk : resolution.region.hunks) report->add_hunks(hunk + 1);
  report->set_applied(resolution.applied);
  report->set_resolver(resolution.proposal.resolver);
  report->set_reason(ValidUtf8(resolution.proposal.reason));
  report->set_confidence(resolution.proposal.confidence);
  report->set_tier(std::string(TierName(resolution.proposal.tier)));
  report->set_text(ValidUtf8(resolution.proposal.text));
}

void CountResolver(const std::string& resolver, ResolvedReport* report) {
  auto* resolvers = report->mutable_resolvers();
  auto known = std::find_if(resolvers->begin(), resolvers->end(),
                            [&resolver](const ResolverCount& count) {
                              return count.resolver() == resolver;
                            });
  ResolverCount* count = known == resolvers->end() ? resolvers->Add() : &*known;
  count->set_resolver(resolver);
  count->set_regions(count->regions() + 1);
}

}  // namespace

absl::string_view Name(AutoMode mode) {
  switch (mode) {
    case AutoMode::kOff:
      return "off";
    case AutoMode::kSafe:
      return "safe";
    case AutoMode::kPropose:
      return "propose";
  }
  return "off";
}

void AddResolutions(absl::Span<const RegionResolution> resolutions,
                    AutoMode mode, ResolvedReport* report) {
  report->set_auto_(std::string(Name(mode)));
  for (const RegionResolution& resolution : resolutions) {
    FillResolution(resolution, report->add_resolutions());
    if (!resolution.applied) {
      report->set_proposed(report->proposed() + 1);
      continue;
    }
    report->set_regions(report->regions() + 1);
    CountResolver(resolution.proposal.resolver, report);
  }
  std::stable_sort(report->mutable_resolvers()->begin(),
                   report->mutable_resolvers()->end(),
                   [](const ResolverCount& a, const ResolverCount& b) {
                     return a.regions() > b.regions();
                   });
}

}  // namespace patchgraph
