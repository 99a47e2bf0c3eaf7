#include "rules/policy.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

struct PatternHit {
  const RulePattern* pattern = nullptr;
  std::string match;
};

// The first of `patterns` that matches the whole of one of `texts`.
absl::optional<PatternHit> WholeHit(absl::Span<const RulePattern> patterns,
                                    absl::Span<const std::string> texts) {
  for (const RulePattern& pattern : patterns) {
    for (const std::string& text : texts) {
      if (pattern.MatchesWhole(text)) return PatternHit{&pattern, text};
    }
  }
  return absl::nullopt;
}

// The first that matches something in one of them.
absl::optional<PatternHit> PartHit(absl::Span<const RulePattern> patterns,
                                   absl::Span<const std::string> texts) {
  for (const RulePattern& pattern : patterns) {
    for (const std::string& text : texts) {
      auto match = pattern.FindIn(text);
      if (match.has_value()) return PatternHit{&pattern, *std::move(match)};
    }
  }
  return absl::nullopt;
}

// A part of a subject that is not given has nothing to match.
absl::Span<const std::string> IfGiven(const std::string& text) {
  return text.empty() ? absl::Span<const std::string>()
                      : absl::MakeConstSpan(&text, 1);
}

}  // namespace

Subject SubjectOf(const Finding& finding) {
  Subject subject;
  subject.path = finding.path();
  subject.message = finding.message();
  if (!finding.symbol().empty()) subject.symbols.push_back(finding.symbol());
  return subject;
}

std::string Policy::SubsystemOf(absl::string_view path) const {
  auto hit = subsystems_.Find(path);
  return hit.has_value() ? std::move(hit->name) : "other";
}

std::string Policy::OwnerOf(absl::string_view path) const {
  auto hit = owners_.Find(path);
  return hit.has_value() ? std::move(hit->name) : std::string();
}

absl::optional<RuleHit> Policy::HitOf(const PolicyTag& tag,
                                      const Subject& subject) const {
  const char* part = "path";
  auto hit = WholeHit(tag.paths, IfGiven(subject.path));
  if (!hit.has_value()) {
    part = "hunk";
    hit = PartHit(tag.lines, subject.lines);
  }
  if (!hit.has_value()) {
    part = "message";
    hit = PartHit(tag.messages, IfGiven(subject.message));
  }
  if (!hit.has_value()) {
    part = "symbol";
    hit = WholeHit(tag.symbols, subject.symbols);
  }
  if (!hit.has_value()) return absl::nullopt;
  return RuleHit{absl::StrCat("tag \"", tag.name, "\""), hit->pattern->origin(),
                 part, std::move(hit->match)};
}

std::vector<std::string> Policy::TagsOf(const Subject& subject) const {
  std::vector<std::string> tags;
  for (const PolicyTag& tag : tags_) {
    if (HitOf(tag, subject).has_value()) tags.push_back(tag.name);
  }
  return tags;
}

std::vector<RuleHit> Policy::HitsOf(const Subject& subject) const {
  std::vector<RuleHit> hits;
  if (!subject.path.empty()) {
    const auto subsystem = subsystems_.Find(subject.path);
    if (subsystem.has_value()) {
      hits.push_back({absl::StrCat("subsystem \"", subsystem->name, "\""),
                      subsystems_.pattern(subsystem->rule).origin(), "path",
                      subject.path});
    }
    const auto owner = owners_.Find(subject.path);
    if (owner.has_value()) {
      hits.push_back({absl::StrCat("owner \"", owner->name, "\""),
                      owners_.pattern(owner->rule).origin(), "path",
                      subject.path});
    }
  }
  for (const PolicyTag& tag : tags_) {
    auto hit = HitOf(tag, subject);
    if (hit.has_value()) hits.push_back(*std::move(hit));
  }
  return hits;
}

double Policy::WeightOf(const Subject& subject) const {
  double weight = 1;
  if (!subject.path.empty()) {
    const auto subsystem = subsystems_.Find(subject.path);
    if (subsystem.has_value()) weight *= subsystem_weights_[subsystem->rule];
  }
  for (const PolicyTag& tag : tags_) {
    if (tag.weight != 1 && HitOf(tag, subject).has_value()) {
      weight *= tag.weight;
    }
  }
  return weight;
}

double Policy::WeightOf(absl::string_view path) const {
  Subject subject;
  subject.path = std::string(path);
  return WeightOf(subject);
}

double Policy::WeightOf(const Finding& finding) const {
  double weight = WeightOf(SubjectOf(finding));
  for (const FindingWeight& kind : weights_) {
    if (kind.finding() == finding.kind()) return weight * kind.weight();
  }
  return weight;
}

}  // namespace patchgraph
