#include "rules/policy_builder.h"

#include <cmath>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/findings.h"
#include "engine/text/nearest_name.h"
#include "google/protobuf/text_format.h"
#include "rules/kernel_rules.h"

namespace patchgraph {
namespace {

using google::protobuf::Message;
using google::protobuf::TextFormat;

std::string DidYouMeanOneOf(absl::string_view name,
                            const std::vector<std::string>& names) {
  std::string near = DidYouMean(name, names);
  if (!near.empty()) return near;
  return absl::StrCat("; there are ", absl::StrJoin(names, ", "));
}

}  // namespace

std::string NearestFigure(absl::string_view name) {
  std::vector<std::string> names;
  for (const FigureKind& kind : FigureKinds()) names.emplace_back(kind.name);
  return DidYouMeanOneOf(name, names);
}

std::string NearestFinding(absl::string_view name) {
  std::vector<std::string> names;
  for (const FindingKind& kind : FindingKinds()) names.emplace_back(kind.name);
  return DidYouMeanOneOf(name, names);
}

void PolicyBuilder::AddFile(const Rules& rules, const TextPlaces& places) {
  builtin_ = false;
  AddSubsystems(rules, places);
  AddOwners(rules, places);
  AddTags(rules, places);
  AddWeights(rules, places);
  AddLimits(rules, places);
  AddExceptions(rules, places);
  AddExamples(rules, places);
  if (rules.limit_size() > 0) policy_.file_ = places.file();
}

void PolicyBuilder::AddBuiltin(const Rules& rules, const TextPlaces& places,
                               const RuleSections& sections) {
  builtin_ = true;
  if (sections.subsystems) AddSubsystems(rules, places);
  if (sections.owners) AddOwners(rules, places);
  if (sections.tags) AddTags(rules, places);
  if (sections.weights) AddWeights(rules, places);
  if (sections.limits) AddLimits(rules, places);
  if (sections.examples) AddExamples(rules, places);
}

bool PolicyBuilder::IsNew(std::map<std::string, std::string>* known,
                          absl::string_view what, const std::string& name,
                          const std::string& origin) {
  const auto [place, is_new] = known->emplace(name, origin);
  if (!is_new && !builtin_) {
    complaints_.Add(origin, absl::StrCat("there is a ", what, " \"", name,
                                         "\" already, at ", place->second,
                                         "; give one of them another name"));
  }
  return is_new;
}

double PolicyBuilder::Weight(bool given, double weight,
                             const std::string& origin) {
  if (!given) return 1;
  if (!std::isfinite(weight) || weight < 0) {
    complaints_.Add(origin,
                    "a weight is a number from 0 upwards: 0 counts for "
                    "nothing, 1 is usual");
    return 1;
  }
  return weight;
}

std::vector<RulePattern> PolicyBuilder::Patterns(const Message& message,
                                                 int field,
                                                 const TextPlaces& places,
                                                 RulePattern::Case letters) {
  std::vector<RulePattern> patterns;
  const auto* found = message.GetDescriptor()->FindFieldByNumber(field);
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < reflection->FieldSize(message, found); ++i) {
    const std::string origin = places.Of(message, field, i);
    const std::string expression =
        reflection->GetRepeatedString(message, found, i);
    if (expression.empty()) {
      complaints_.Add(origin,
                      "an empty pattern; \".*\" is what fits everything");
      continue;
    }
    auto pattern = RulePattern::Compile(expression, origin, letters);
    if (pattern.ok()) {
      patterns.push_back(*std::move(pattern));
    } else {
      complaints_.Add(origin, pattern.status().message());
    }
  }
  return patterns;
}

void PolicyBuilder::AddPaths(const Message& message, int path_field,
                             const std::string& name, const TextPlaces& places,
                             PathRules* into) {
  const std::vector<RulePattern> patterns =
      Patterns(message, path_field, places, RulePattern::Case::kMatters);
  for (const RulePattern& pattern : patterns) {
    const absl::Status status = pattern.CheckName(name);
    if (status.ok()) {
      into->Add(pattern, name);
    } else {
      complaints_.Add(pattern.origin(), status.message());
    }
  }
}

void PolicyBuilder::AddSubsystems(const Rules& rules,
                                  const TextPlaces& places) {
  constexpr int kField = Rules::kSubsystemFieldNumber;
  for (int i = 0; i < rules.subsystem_size(); ++i) {
    const Subsystem& subsystem = rules.subsystem(i);
    const std::string origin = places.Of(rules, kField, i);
    const TextPlaces inside = places.Inside(rules, kField, i);
    if (subsystem.name().empty()) {
      complaints_.Add(origin,
                      "the subsystem has no name, such as name: \"net/\\\\1\"");
      continue;
    }
    if (subsystem.path_size() == 0) {
      complaints_.Add(origin, absl::StrCat("subsystem \"", subsystem.name(),
                                           "\" has no path, such as path: "
                                           "\"net/.*\""));
    }
    AddPaths(subsystem, Subsystem::kPathFieldNumber, subsystem.name(), inside,
             &policy_.subsystems_);
    const double weight =
        Weight(subsystem.has_weight(), subsystem.weight(),
               inside.Of(subsystem, Subsystem::kWeightFieldNumber));
    policy_.subsystem_weights_.resize(policy_.subsystems_.size(), weight);
  }
}

void PolicyBuilder::AddOwners(const Rules& rules, const TextPlaces& places) {
  constexpr int kField = Rules::kOwnerFieldNumber;
  for (int i = 0; i < rules.owner_size(); ++i) {
    const Owner& owner = rules.owner(i);
    const std::string origin = places.Of(rules, kField, i);
    if (owner.name().empty() || owner.path_size() == 0) {
      complaints_.Add(origin,
                      "an owner needs a name and a path, such as owner { "
                      "name: \"@net-team\" path: \"net/.*\" }");
      continue;
    }
    AddPaths(owner, Owner::kPathFieldNumber, owner.name(),
             places.Inside(rules, kField, i), &policy_.owners_);
  }
}

void PolicyBuilder::AddTags(const Rules& rules, const TextPlaces& places) {
  constexpr int kField = Rules::kTagFieldNumber;
  for (int i = 0; i < rules.tag_size(); ++i) {
    const Tag& tag = rules.tag(i);
    const std::string origin = places.Of(rules, kField, i);
    if (tag.name().empty()) {
      complaints_.Add(origin, "the tag has no name, such as name: \"build\"");
      continue;
    }
    if (IsNew(&tag_origins_, "tag", tag.name(), origin)) {
      AddTag(tag, places.Inside(rules, kField, i), origin);
    }
  }
}

void PolicyBuilder::AddTag(const Tag& tag, const TextPlaces& places,
                           const std::string& origin) {
  using Case = RulePattern::Case;
  if (tag.path_size() + tag.hunk_size() + tag.message_size() +
          tag.symbol_size() ==
      0) {
    complaints_.Add(
        origin, absl::StrCat("tag \"", tag.name(),
                             "\" fits nothing: give it a path, hunk, message "
                             "or symbol"));
  }
  Policy::PolicyTag built;
  built.name = tag.name();
  built.paths = Patterns(tag, Tag::kPathFieldNumber, places, Case::kMatters);
  built.lines = Patterns(tag, Tag::kHunkFieldNumber, places, Case::kMatters);
  built.messages =
      Patterns(tag, Tag::kMessageFieldNumber, places, Case::kIgnored);
  built.symbols =
      Patterns(tag, Tag::kSymbolFieldNumber, places, Case::kMatters);
  built.weight = Weight(tag.has_weight(), tag.weight(),
                        places.Of(tag, Tag::kWeightFieldNumber));
  policy_.tags_.push_back(std::move(built));
}

void PolicyBuilder::AddWeights(const Rules& rules, const TextPlaces& places) {
  constexpr int kField = Rules::kWeightFieldNumber;
  std::set<std::string> known;
  for (const FindingWeight& weight : policy_.weights_) {
    known.insert(weight.finding());
  }
  for (int i = 0; i < rules.weight_size(); ++i) {
    const FindingWeight& weight = rules.weight(i);
    const std::string origin = places.Of(rules, kField, i);
    if (FindFindingKind(weight.finding()) == nullptr) {
      complaints_.Add(origin,
                      absl::StrCat("no finding is a \"", weight.finding(), "\"",
                                   NearestFinding(weight.finding())));
      continue;
    }
    Weight(true, weight.weight(), origin);
    if (known.insert(weight.finding()).second) {
      policy_.weights_.push_back(weight);
    } else if (!builtin_) {
      complaints_.Add(origin, absl::StrCat("\"", weight.finding(),
                                           "\" has a weight already"));
    }
  }
}

void PolicyBuilder::AddLimits(const Rules& rules, const TextPlaces& places) {
  constexpr int kField = Rules::kLimitFieldNumber;
  for (int i = 0; i < rules.limit_size(); ++i) {
    const std::string origin = places.Of(rules, kField, i);
    if (!rules.limit(i).name().empty() &&
        !IsNew(&limit_origins_, "limit", rules.limit(i).name(), origin)) {
      continue;
    }
    policy_.limits_.push_back(BuildLimit(
        rules.limit(i), places.Inside(rules, kField, i), origin, &complaints_));
  }
}

void PolicyBuilder::AddExceptions(const Rules& rules,
                                  const TextPlaces& places) {
  constexpr int kField = Rules::kExceptionFieldNumber;
  for (int i = 0; i < rules.exception_size(); ++i) {
    policy_.exceptions_.push_back(
        BuildException(rules.exception(i), places.Inside(rules, kField, i),
                       places.Of(rules, kField, i), &complaints_));
  }
}

void PolicyBuilder::AddExamples(const Rules& rules, const TextPlaces& places) {
  for (int i = 0; i < rules.example_size(); ++i) {
    policy_.examples_.push_back(
        {rules.example(i), places.Of(rules, Rules::kExampleFieldNumber, i)});
  }
}

void PolicyBuilder::CheckGateExample(const PolicyExample& example) {
  const GateExample& gate = example.example.gate();
  for (const auto* figures : {&gate.figure(), &gate.baseline_figure()}) {
    for (const Figure& figure : *figures) {
      if (FindFigureKind(figure.name()) != nullptr) continue;
      complaints_.Add(example.origin,
                      absl::StrCat("there is no figure \"", figure.name(), "\"",
                                   NearestFigure(figure.name())));
    }
  }
  for (const auto* findings : {&gate.finding(), &gate.baseline_finding()}) {
    for (const Finding& finding : *findings) {
      if (FindFindingKind(finding.kind()) != nullptr) continue;
      complaints_.Add(example.origin,
                      absl::StrCat("no finding is a \"", finding.kind(), "\"",
                                   NearestFinding(finding.kind())));
    }
  }
  if (!gate.day().empty() && !IsDay(gate.day())) {
    complaints_.Add(example.origin, NoDay(gate.day()));
  }
}

void PolicyBuilder::CheckExample(const PolicyExample& example) {
  const Example& asked = example.example;
  const bool has_subject = !asked.path().empty() || !asked.hunk().empty() ||
                           !asked.message().empty() || !asked.symbol().empty();
  if (has_subject == asked.has_gate()) {
    complaints_.Add(example.origin,
                    "an example asks of a path, hunk, message or symbol, or "
                    "of a gate: one of the two");
  }
  const bool expects =
      !asked.subsystem().empty() || !asked.owner().empty() ||
      asked.has_weight() || asked.tag_size() > 0 || asked.not_tag_size() > 0 ||
      asked.gate().fails_size() > 0 || asked.gate().passes_size() > 0;
  if (!expects) {
    complaints_.Add(example.origin,
                    "the example expects nothing: give it a subsystem, owner, "
                    "tag, not_tag or weight, or to a gate fails or passes");
  }
  CheckGateExample(example);
  std::vector<std::string> names;
  for (const auto& [name, origin] : tag_origins_) names.push_back(name);
  for (const auto* tags : {&asked.tag(), &asked.not_tag()}) {
    for (const std::string& tag : *tags) {
      if (tag_origins_.count(tag) > 0) continue;
      complaints_.Add(example.origin,
                      absl::StrCat("there is no tag \"", tag, "\"",
                                   DidYouMean(tag, names)));
    }
  }
  names.clear();
  for (const auto& [name, origin] : limit_origins_) names.push_back(name);
  for (const auto* limits : {&asked.gate().fails(), &asked.gate().passes()}) {
    for (const std::string& limit : *limits) {
      if (limit_origins_.count(limit) > 0) continue;
      complaints_.Add(example.origin,
                      absl::StrCat("there is no limit \"", limit, "\"",
                                   DidYouMean(limit, names)));
    }
  }
}

void PolicyBuilder::Check() {
  std::vector<std::string> names;
  for (const auto& [name, origin] : tag_origins_) names.push_back(name);
  const auto check_tag = [&](const std::string& tag,
                             const std::string& origin) {
    if (tag.empty() || tag_origins_.count(tag) > 0) return;
    complaints_.Add(origin, absl::StrCat("there is no tag \"", tag, "\"",
                                         DidYouMeanOrAll(tag, names)));
  };
  for (const PolicyLimit& limit : policy_.limits_) {
    check_tag(limit.where.tag, limit.origin);
  }
  for (const PolicyException& exception : policy_.exceptions_) {
    check_tag(exception.where.tag, exception.origin);
  }
  for (const PolicyExample& example : policy_.examples_) CheckExample(example);
  CheckLimits(policy_.limits_, policy_.exceptions_, &complaints_);
}

absl::StatusOr<Policy> Policy::Parse(absl::string_view text,
                                     absl::string_view file_name) {
  const std::string file(file_name);
  Rules rules;
  TextComplaints complaints(file, Rules::descriptor());
  TextFormat::ParseInfoTree tree;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&complaints);
  parser.WriteLocationsTo(&tree);
  // So that all of them are named.
  parser.AllowUnknownField(true);
  if (!parser.ParseFromString(std::string(text), &rules) &&
      complaints.empty()) {
    complaints.Add(TextOrigin(file, -1, -1), "the file cannot be read as text");
  }
  if (!complaints.empty()) return complaints.Result();
  return FromMessage(rules, TextPlaces(file, &tree));
}

absl::StatusOr<Policy> Policy::FromMessage(const Rules& rules,
                                           const TextPlaces& places) {
  TextComplaints complaints(places.file(), Rules::descriptor());
  PolicyBuilder builder(&complaints);
  builder.AddFile(rules, places);
  RuleSections sections;
  if (!rules.with_builtin()) {
    sections.subsystems = rules.subsystem_size() == 0;
    sections.owners = rules.owner_size() == 0;
    sections.tags = rules.tag_size() == 0;
    sections.weights = rules.weight_size() == 0;
    sections.limits = rules.limit_size() == 0;
  }
  // They speak of the built-in rules as they are.
  sections.examples = rules.ByteSizeLong() == 0;
  Rules builtin;
  TextFormat::ParseInfoTree tree;
  TextFormat::Parser parser;
  parser.WriteLocationsTo(&tree);
  // A test reads them, so that they can be read here.
  parser.ParseFromString(std::string(KernelRules()), &builtin);
  builder.AddBuiltin(builtin, TextPlaces(kBuiltinRules, &tree), sections);
  builder.Check();
  const absl::Status status = complaints.Result();
  if (!status.ok()) return status;
  return builder.Take();
}

absl::StatusOr<Policy> Policy::Kernel() {
  return FromMessage(Rules(), TextPlaces(kBuiltinRules, nullptr));
}

}  // namespace patchgraph
