#include "rules/rule_examples.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "rules/gate.h"

namespace patchgraph {
namespace {

Subject SubjectAskedFor(const Example& example) {
  Subject subject;
  subject.path = example.path();
  if (!example.hunk().empty()) {
    for (absl::string_view line : absl::StrSplit(example.hunk(), '\n')) {
      subject.lines.emplace_back(line);
    }
  }
  subject.message = example.message();
  if (!example.symbol().empty()) subject.symbols.push_back(example.symbol());
  return subject;
}

std::string WordsOf(const Example& example) {
  std::vector<std::string> words;
  if (!example.path().empty()) {
    words.push_back(absl::StrCat("path ", example.path()));
  }
  if (!example.hunk().empty()) {
    words.push_back(absl::StrCat("hunk ", example.hunk()));
  }
  if (!example.message().empty()) {
    words.push_back(absl::StrCat("message ", example.message()));
  }
  if (!example.symbol().empty()) {
    words.push_back(absl::StrCat("symbol ", example.symbol()));
  }
  return absl::StrJoin(words, ", ");
}

void Expect(absl::string_view what, const std::string& wanted,
            const std::string& got, std::vector<std::string>* wrong) {
  if (wanted.empty() || wanted == got) return;
  wrong->push_back(
      absl::StrCat(what, " is \"", got, "\" and not \"", wanted, "\""));
}

std::vector<std::string> TrySubject(const Policy& policy,
                                    const Example& example) {
  std::vector<std::string> wrong;
  const Subject subject = SubjectAskedFor(example);
  Expect("the subsystem", example.subsystem(), policy.SubsystemOf(subject.path),
         &wrong);
  Expect("the owner", example.owner(), policy.OwnerOf(subject.path), &wrong);
  const std::vector<std::string> tags = policy.TagsOf(subject);
  const auto has = [&tags](const std::string& tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
  };
  for (const std::string& tag : example.tag()) {
    if (!has(tag)) wrong.push_back(absl::StrCat("it is not tagged ", tag));
  }
  for (const std::string& tag : example.not_tag()) {
    if (has(tag)) wrong.push_back(absl::StrCat("it is tagged ", tag));
  }
  const double weight = policy.WeightOf(subject);
  if (example.has_weight() && std::abs(weight - example.weight()) > 1e-9) {
    wrong.push_back(
        absl::StrCat("it weighs ", weight, " and not ", example.weight()));
  }
  return wrong;
}

std::vector<std::string> TryGate(const Policy& policy,
                                 const GateExample& example) {
  const GateSide now = {"the example",
                        {example.figure().begin(), example.figure().end()},
                        {example.finding().begin(), example.finding().end()}};
  absl::optional<GateSide> baseline;
  if (example.has_baseline() || example.baseline_figure_size() > 0 ||
      example.baseline_finding_size() > 0) {
    baseline = GateSide{
        "the example's baseline",
        {example.baseline_figure().begin(), example.baseline_figure().end()},
        {example.baseline_finding().begin(), example.baseline_finding().end()}};
  }
  const GateReport report = RunGate(policy, now, baseline, example.day());
  const auto fails = [&report](const std::string& limit) {
    for (const GateVerdict& verdict : report.verdicts()) {
      if (verdict.limit() == limit && verdict.outcome() == "fail") return true;
    }
    return false;
  };
  std::vector<std::string> wrong;
  for (const std::string& limit : example.fails()) {
    if (!fails(limit)) {
      wrong.push_back(absl::StrCat("limit ", limit, " does not fail"));
    }
  }
  for (const std::string& limit : example.passes()) {
    if (fails(limit)) wrong.push_back(absl::StrCat("limit ", limit, " fails"));
  }
  return wrong;
}

}  // namespace

std::vector<ExampleResult> TryExamples(const Policy& policy) {
  std::vector<ExampleResult> results;
  for (const PolicyExample& kept : policy.examples()) {
    ExampleResult result;
    result.origin = kept.origin;
    result.what = kept.example.has_gate() ? "gate" : WordsOf(kept.example);
    result.wrong = kept.example.has_gate()
                       ? TryGate(policy, kept.example.gate())
                       : TrySubject(policy, kept.example);
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace patchgraph
