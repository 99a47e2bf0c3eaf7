#include "cli/report/examined_stack.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/neutral/driver_interface.h"
#include "cli/neutral/flavours.h"
#include "cli/neutral/stack_lost_symbols.h"
#include "engine/check/keystones.h"
#include "engine/forks/port_forks.h"
#include "engine/git/git_tree.h"
#include "engine/graph/dependency_finder.h"
#include "engine/report/graph/graph_question.h"

namespace patchgraph {
namespace {

// Keystones that are taken out to see what becomes of the conflicts: each is a
// check of its own.
constexpr size_t kMostCuts = 3;
// Where nobody names a feature, and a stack changes more files of its base than
// this, it is no feature but a kernel's worth of changes.
constexpr int kMostFilesOfAFeature = 1000;

std::string* LeftOut(ReportPart part, ExaminedStack* examined) {
  return &examined->left_out[static_cast<int>(part)];
}

// Whether the part is there; why it is not is said.
bool Had(const absl::Status& status, ReportPart part, ExaminedStack* examined) {
  if (!status.ok()) *LeftOut(part, examined) = std::string(status.message());
  return status.ok();
}

}  // namespace

absl::string_view Name(ReportPart part) {
  switch (part) {
    case ReportPart::kLanded:
      return "landed";
    case ReportPart::kCauses:
      return "causes";
    case ReportPart::kGraph:
      return "graph";
    case ReportPart::kNeutral:
      return "neutral";
    case ReportPart::kDrift:
      return "drift";
    case ReportPart::kFootprint:
      return "footprint";
    case ReportPart::kForecast:
      return "forecast";
    case ReportPart::kChanges:
      break;
  }
  return "changes";
}

void StackExaminer::Say(const ExaminedStack& examined,
                        absl::string_view what) const {
  progress_->Say(absl::StrCat(examined.stack->name, ": ", what));
}

absl::Status StackExaminer::Check(const Stack& stack,
                                  ExaminedStack* examined) const {
  examined->stack = &stack;
  Say(*examined, absl::StrCat("moving to ", inputs_.onto->name()));
  CheckOptions options;
  options.fuzz = question_.fuzz;
  auto check = patchgraph::Check(stack, inputs_.onto, options);
  if (!check.ok()) return check.status();
  examined->check = *std::move(check);
  auto patched = PatchedStack::Read(stack.base, examined->check.patches);
  if (!patched.ok()) return patched.status();
  examined->patched = *std::move(patched);
  examined->history = inputs_.repository != nullptr &&
                      CommitOf(*stack.base).has_value() &&
                      CommitOf(*inputs_.onto).has_value();
  return absl::OkStatus();
}

void StackExaminer::FindCauses(ExaminedStack* examined) const {
  if (examined->check.conflicts.empty()) return;
  if (!examined->history) {
    *LeftOut(ReportPart::kCauses, examined) =
        "base and target are no two commits of a repository: only a history "
        "tells where a conflict comes from";
    return;
  }
  Say(*examined, "looking for what the conflicts come from");
  auto causes = ExplainConflicts(
      *inputs_.repository, CommitOf(*examined->stack->base)->id,
      CommitOf(*inputs_.onto)->id, examined->check.conflicts);
  if (!Had(causes.status(), ReportPart::kCauses, examined)) return;
  examined->causes = *std::move(causes);
}

void StackExaminer::FindDrift(ExaminedStack* examined) const {
  Say(*examined, "looking for forks");
  auto drift = MeasureDrift(*examined->stack, examined->check, inputs_.onto,
                            inputs_.repository.get(), CommitRules::Default());
  if (!Had(drift.status(), ReportPart::kDrift, examined)) return;
  examined->drift = *std::move(drift);
  if (!Had(Port(examined), ReportPart::kDrift, examined)) {
    examined->drift.reset();
  }
}

absl::Status StackExaminer::Port(ExaminedStack* examined) const {
  Say(*examined, "carrying over to forks");
  auto ports = PortForks(*examined->drift);
  if (!ports.ok()) return ports.status();
  PortedStack& ported = examined->ported;
  ported.ports = *std::move(ports);
  ported.stack_conflicts = examined->check.conflicts;
  if (!examined->drift->history) return absl::OkStatus();
  auto causes = ExplainPorts(*inputs_.repository, *examined->stack->base,
                             *inputs_.onto, *examined->drift, ported.ports);
  if (!causes.ok()) return causes.status();
  ported.causes = *std::move(causes);
  return absl::OkStatus();
}

void StackExaminer::FindNeutral(ExaminedStack* examined) const {
  const int changed = examined->check.footprint.files_modified +
                      examined->check.footprint.files_deleted;
  if (question_.off.empty() && changed > kMostFilesOfAFeature) {
    *LeftOut(ReportPart::kNeutral, examined) = absl::StrCat(
        "it changes ", changed,
        " files of its base, and nobody said what its feature is (--off)");
    return;
  }
  if (!Had(MeasureFeature(examined), ReportPart::kNeutral, examined)) {
    examined->neutrality.reset();
  }
}

absl::Status StackExaminer::MeasureFeature(ExaminedStack* examined) const {
  const PatchedStack& patched = *examined->patched;
  NeutralQuestion question;
  question.off = question_.off;
  auto flavours = ReadFlavours(inputs_, {}, patched);
  if (!flavours.ok()) return flavours.status();
  question.flavours = *std::move(flavours);
  question.progress = [&](absl::string_view what) { Say(*examined, what); };
  auto neutrality = MeasureNeutrality(patched, question);
  if (!neutrality.ok()) return neutrality.status();
  examined->neutrality = *std::move(neutrality);
  const StackNeutrality& measured = *examined->neutrality;
  Say(*examined, "looking for what is lost, and what drivers notice");
  absl::StatusOr<std::vector<LostSymbol>> lost;
  absl::StatusOr<std::vector<InterfaceChange>> driver_interface;
  absl::StatusOr<std::vector<GuardedFile>> guards = std::vector<GuardedFile>();
  tbb::parallel_invoke(
      [&] { lost = FindLostOfStack(inputs_, *examined->stack, patched); },
      [&] { driver_interface = FindInterfaceChanges(patched, measured); },
      [&] {
        if (question_.Wants(ReportPart::kChanges)) {
          guards = SuggestGuards(patched, measured);
        }
      });
  if (!lost.ok()) return lost.status();
  if (!driver_interface.ok()) return driver_interface.status();
  if (!guards.ok()) return guards.status();
  examined->lost = *std::move(lost);
  examined->driver_interface = *std::move(driver_interface);
  examined->guards = *std::move(guards);
  return absl::OkStatus();
}

void StackExaminer::FindPatches(ExaminedStack* examined) const {
  if (question_.Wants(ReportPart::kLanded)) {
    Say(*examined, "looking for what has landed");
    auto landed = FindLandedPatches(
        QuestionsAbout(*examined->stack, examined->check.patches),
        examined->stack->base, inputs_.onto, inputs_.repository.get());
    if (Had(landed.status(), ReportPart::kLanded, examined)) {
      examined->landed = *std::move(landed);
    }
  }
  if (!question_.Wants(ReportPart::kGraph)) return;
  FindDependenciesOptions options;
  options.fuzz = question_.fuzz;
  auto dependencies =
      FindDependencies(*examined->stack, options, [&](int done) {
        Say(*examined, absl::StrCat("looking at patch ", done, " of ",
                                    examined->check.patches.size()));
      });
  if (!Had(dependencies.status(), ReportPart::kGraph, examined)) return;
  examined->dependencies = *std::move(dependencies);
  if (question_.Wants(ReportPart::kChanges)) {
    Had(TryCuts(examined), ReportPart::kChanges, examined);
  }
}

absl::Status StackExaminer::TryCuts(ExaminedStack* examined) const {
  const std::vector<Keystone> keystones =
      CountKeystones(*examined->dependencies,
                     DefaultKinds(GraphQuestion::kKeystones), &examined->check);
  std::vector<int> candidates;
  for (size_t i = 0; i < keystones.size(); ++i) {
    if (examined->dependencies->patches[i].sparse) continue;
    if (keystones[i].conflict_hunks > 0) {
      candidates.push_back(static_cast<int>(i));
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [&](int a, int b) {
    return std::make_tuple(keystones[a].conflict_files,
                           keystones[a].conflict_hunks) >
           std::make_tuple(keystones[b].conflict_files,
                           keystones[b].conflict_hunks);
  });
  if (candidates.size() > kMostCuts) candidates.resize(kMostCuts);
  for (const int patch : candidates) {
    absl::Status status = TryCut({patch}, /*landed=*/false, examined);
    if (!status.ok()) return status;
  }
  std::vector<int> landed;
  if (examined->landed.has_value()) {
    for (size_t i = 0; i < examined->landed->size(); ++i) {
      if (IsStrong((*examined->landed)[i].evidence)) {
        landed.push_back(static_cast<int>(i));
      }
    }
  }
  return landed.empty() ? absl::OkStatus()
                        : TryCut(landed, /*landed=*/true, examined);
}

absl::Status StackExaminer::TryCut(const std::vector<int>& patches, bool landed,
                                   ExaminedStack* examined) const {
  Say(*examined, "trying it without some patches");
  CheckOptions options;
  options.fuzz = question_.fuzz;
  auto cut = CutPatches(*examined->stack, *examined->dependencies,
                        DefaultKinds(GraphQuestion::kCut), patches,
                        inputs_.onto, options, &examined->check);
  if (!cut.ok()) return cut.status();
  examined->cuts.push_back({landed, patches, *std::move(cut)});
  return absl::OkStatus();
}

}  // namespace patchgraph
