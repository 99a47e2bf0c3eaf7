#include "cli/graph_answer.h"

#include <deque>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/patch_names.h"
#include "engine/check/check.h"
#include "engine/check/cut.h"
#include "engine/check/patch_graph.h"
#include "engine/check/pick.h"
#include "engine/git/picked_commits.h"
#include "engine/report/graph/graph_report.h"

namespace patchgraph {
namespace {

// What was worked out for one stack; GraphFindings points into it.
struct Answered {
  absl::optional<StackCheck> check;
  absl::optional<Cut> cut;
};

// What becomes of the patches that the question's need, when just those go to
// the target: the rest of the stack is not looked at.
absl::Status MoveNeeds(const CheckInputs& inputs,
                       const StackDependencies& dependencies,
                       const StackQuestion& question, Answered* answered) {
  const Stack& stack = inputs.stacks[question.stack];
  const std::shared_ptr<const Tree>& onto = inputs.onto;
  PickedCommits history;
  if (inputs.repository != nullptr) {
    auto read = PickedCommits::Read(*inputs.repository, *stack.base, *onto);
    if (!read.ok()) return read.status();
    history = *std::move(read);
  }
  answered->check.emplace();
  answered->check->stack = stack.name;
  answered->check->onto = onto->name();
  std::vector<MovedPatch>& moved = answered->check->moved;
  moved.resize(dependencies.patches.size());
  std::vector<int> missing;
  for (const int patch : PatchGraph(dependencies, DependencyKinds::All())
                             .Needs(question.patches)) {
    // What later commits made of it is not its affair.
    if (history.Find(dependencies.patches[patch].source).has_value()) {
      moved[patch].verdict = Verdict::kUpstream;
    } else {
      missing.push_back(patch);
    }
  }
  const auto picked = Pick(stack, missing, onto);
  if (!picked.ok()) return picked.status();
  for (const PickedPatch& patch : picked->patches) {
    moved[patch.patch].verdict =
        patch.as == PickedAs::kNothing ? Verdict::kUpstream : patch.verdict;
  }
  return absl::OkStatus();
}

absl::Status WorkOut(const GraphArguments& arguments, const CheckInputs& inputs,
                     const StackDependencies& dependencies,
                     const StackQuestion& question, Answered* answered) {
  const Stack& stack = inputs.stacks[question.stack];
  const std::shared_ptr<const Tree>& onto = inputs.onto;
  CheckOptions options;
  options.fuzz = arguments.input.fuzz;
  if (onto != nullptr && arguments.question == GraphQuestion::kNeeds) {
    return MoveNeeds(inputs, dependencies, question, answered);
  }
  if (onto != nullptr) {
    auto check = Check(stack, onto, options);
    if (!check.ok()) return check.status();
    answered->check = *std::move(check);
  }
  if (arguments.question != GraphQuestion::kCut) return absl::OkStatus();
  const bool known = answered->check.has_value() && !arguments.squash;
  options.squash = arguments.squash;
  auto cut = CutPatches(stack, dependencies, arguments.kinds, question.patches,
                        onto, options, known ? &*answered->check : nullptr);
  if (!cut.ok()) return cut.status();
  answered->cut = *std::move(cut);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<StackQuestion>> FindQuestions(
    const GraphArguments& arguments, const GraphInputs& inputs) {
  std::vector<StackQuestion> questions;
  if (arguments.patches.empty()) {
    for (size_t s = 0; s < inputs.inputs.stacks.size(); ++s) {
      questions.push_back({s, {}});
    }
    return questions;
  }
  const PatchNames names(PlacesIn(inputs), inputs.inputs.repository.get());
  const std::string option = absl::StrCat("--", Name(arguments.question));
  std::map<size_t, std::vector<int>> patches;
  for (const std::string& wanted : arguments.patches) {
    const absl::StatusOr<PatchPlace> place = names.Find(option, wanted);
    if (!place.ok()) return place.status();
    patches[place->stack].push_back(place->in_stack);
  }
  if (arguments.question == GraphQuestion::kWhy) {
    if (patches.size() > 1) {
      return absl::InvalidArgumentError(
          absl::StrCat("--why: ", arguments.patches[0], " and ",
                       arguments.patches[1], " are of different stacks"));
    }
    const std::vector<int>& two = patches.begin()->second;
    if (two[0] == two[1]) {
      return absl::InvalidArgumentError(
          absl::StrCat("--why: ", arguments.patches[0], " and ",
                       arguments.patches[1], " are the same patch"));
    }
  }
  for (auto& [stack, positions] : patches) {
    questions.push_back({stack, std::move(positions)});
  }
  return questions;
}

absl::StatusOr<GraphReport> AnswerGraph(
    const GraphArguments& arguments, const CheckInputs& inputs,
    const std::vector<StackQuestion>& questions,
    const std::vector<StackDependencies>& dependencies, Progress* progress) {
  std::deque<Answered> answered;
  std::vector<GraphFindings> findings;
  for (const StackQuestion& question : questions) {
    const Stack& stack = inputs.stacks[question.stack];
    const StackDependencies& needs = dependencies[question.stack];
    answered.emplace_back();
    if (inputs.onto != nullptr) {
      progress->Say(
          absl::StrCat("moving ", stack.name, " to ", inputs.onto->name()));
    }
    const absl::Status status =
        WorkOut(arguments, inputs, needs, question, &answered.back());
    if (!status.ok()) return status;
    const Answered& known = answered.back();
    GraphFindings found;
    found.query = {arguments.question, arguments.kinds, question.patches};
    found.dependencies = &needs;
    found.check = known.check.has_value() ? &*known.check : nullptr;
    found.cut = known.cut.has_value() ? &*known.cut : nullptr;
    found.cut_squashed = arguments.squash;
    findings.push_back(std::move(found));
  }
  return MakeGraphReport(findings,
                         inputs.onto == nullptr ? "" : inputs.onto->name());
}

}  // namespace patchgraph
