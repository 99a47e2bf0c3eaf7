// IdentityOf of stack_spec.h.

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "engine/source/git_range.h"
#include "engine/source/stack_spec.h"

namespace patchgraph {
namespace {

bool IsRange(const SeriesSpec& series, const SourceContext& context) {
  if (series.source.has_value()) return series.source == SeriesSource::kGit;
  std::error_code ignored;
  return !LooksLikePath(series.place) &&
         !std::filesystem::exists(context.PlaceOf(series.place), ignored);
}

}  // namespace

absl::optional<std::string> IdentityOf(const StackSpec& spec,
                                       const SourceContext& context) {
  // What a shallow repository lacks may come later.
  if (spec.layers.size() != 1 || context.repository == nullptr ||
      context.repository->IsShallow()) {
    return absl::nullopt;
  }
  const SeriesSpec& series = spec.layers.front();
  if (!IsRange(series, context) || !spec.base.empty() || !series.base.empty()) {
    return absl::nullopt;
  }
  const auto range = ParseGitRange(series.place);
  if (!range.ok()) return absl::nullopt;
  const auto from = context.repository->ResolveCommit(range->from);
  const auto to = context.repository->ResolveCommit(range->to);
  if (!from.ok() || !to.ok()) return absl::nullopt;
  return absl::StrCat(from->id.Hex(), "..", to->id.Hex(),
                      series.linear ? " linear" : "", " as ", spec.name, ", ",
                      series.name, ", ", series.place);
}

}  // namespace patchgraph
