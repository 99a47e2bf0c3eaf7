#include "cli/report/make_report.h"

#include <tbb/parallel_for.h>
#include <tbb/task_group.h>

#include <cstdint>
#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "cli/clock.h"
#include "cli/report/measured_changes.h"
#include "cli/version.h"
#include "engine/between/between.h"
#include "engine/forecast/forecast.h"
#include "engine/git/git_tree.h"
#include "engine/model/in_parallel.h"
#include "engine/report/check/check_report.h"
#include "engine/report/graph/graph_report.h"
#include "engine/report/maintainability/effort.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/findings.h"
#include "engine/report/maintainability/footprint_report.h"
#include "engine/report/maintainability/forecast_report.h"
#include "engine/report/maintainability/judgement.h"
#include "engine/report/maintainability/proposals.h"
#include "engine/report/neutral/neutral_report.h"
#include "engine/report/rebase/landed_report.h"
#include "engine/report/rebase/why_report.h"
#include "engine/report/utf8.h"
#include "patchdb/resolution_store.h"

namespace patchgraph {
namespace {

std::string MadeAt() {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", DatedNow(),
                          absl::UTCTimeZone());
}

class ReportMaker {
 public:
  ReportMaker(const CheckInputs& inputs, const ReportQuestion& question,
              Progress* progress)
      : inputs_(inputs),
        question_(question),
        progress_(progress),
        examiner_(inputs, question, progress),
        subsystem_([&inputs](absl::string_view path) {
          return inputs.rules.SubsystemOf(path);
        }) {}

  absl::StatusOr<MaintainabilityReport> Make() {
    if (inputs_.onto == nullptr) {
      return absl::InvalidArgumentError(
          "--onto is missing: the tree that the stacks are to be moved to");
    }
    absl::Status status = CheckStacks();
    if (status.ok()) status = Examine();
    if (status.ok()) status = CheckOff();
    if (!status.ok()) return status;
    progress_->Say("putting the report together");
    FillHead();
    FillParts();
    FillProposals();
    FillJudgement();
    for (Finding& finding : FindingsOf(report_, subsystem_)) {
      *report_.add_findings() = std::move(finding);
    }
    ListLeftOut();
    return std::move(report_);
  }

 private:
  bool Wants(ReportPart part) const { return question_.Wants(part); }

  absl::Status CheckStacks() {
    stacks_.resize(inputs_.stacks.size());
    return InParallel(stacks_.size(), [&](size_t i) {
      return examiner_.Check(inputs_.stacks[i], &stacks_[i]);
    });
  }

  // What takes longest is begun first.
  absl::Status Examine() {
    tbb::task_group tasks;
    tasks.run([this] { LookBehindAndAhead(); });
    for (ExaminedStack& stack : stacks_) {
      if (!Wants(ReportPart::kNeutral)) break;
      tasks.run([this, &stack] { examiner_.FindNeutral(&stack); });
    }
    absl::Status between = absl::OkStatus();
    tasks.run([this, &between] { between = CheckBetween(); });
    if (Wants(ReportPart::kFootprint)) {
      tasks.run([this] { MeasureFootprintOfAll(); });
    }
    for (ExaminedStack& stack : stacks_) {
      tasks.run([this, &stack] { examiner_.FindPatches(&stack); });
      if (!Wants(ReportPart::kCauses)) continue;
      tasks.run([this, &stack] { examiner_.FindCauses(&stack); });
    }
    tasks.wait();
    return between;
  }

  // The forecast needs to know the forks.
  void LookBehindAndAhead() {
    if (Wants(ReportPart::kDrift)) {
      tbb::parallel_for(size_t{0}, stacks_.size(),
                        [&](size_t i) { examiner_.FindDrift(&stacks_[i]); });
    }
    if (!Wants(ReportPart::kForecast)) return;
    std::vector<ForecastStack> stacks;
    for (const ExaminedStack& stack : stacks_) {
      stacks.push_back({stack.stack, &stack.check,
                        stack.drift.has_value() ? &*stack.drift : nullptr});
    }
    progress_->Say("looking ahead");
    const auto forecast =
        MakeForecast(stacks, inputs_.onto, inputs_.repository.get(), {});
    if (!forecast.ok()) {
      forecast_left_out_ = std::string(forecast.status().message());
      return;
    }
    forecast_left_out_ = forecast->left_out;
    forecast_ = MakeForecastReport(*forecast, subsystem_);
  }

  // The report of the check, with what the stacks have between them.
  absl::Status CheckBetween() {
    std::vector<StackCheck> checks;
    for (const ExaminedStack& stack : stacks_) checks.push_back(stack.check);
    ReportOptions options;
    options.onto = inputs_.onto->name();
    options.check.fuzz = question_.fuzz;
    options.subsystem = subsystem_;
    if (checks.size() < 2) {
      *report_.mutable_check() = MakeReport(checks, options);
      return absl::OkStatus();
    }
    const auto between =
        CompareStacks(inputs_.stacks, checks, inputs_.onto.get());
    if (!between.ok()) return between.status();
    *report_.mutable_check() = MakeReport(checks, options, &*between);
    return absl::OkStatus();
  }

  void MeasureFootprintOfAll() {
    std::vector<FootprintSubject> subjects;
    for (const ExaminedStack& stack : stacks_) {
      subjects.push_back(
          {stack.stack->base, &*stack.patched, &stack.check.patches});
    }
    progress_->Say("counting what includes the headers");
    auto footprint = MeasureFootprint(subjects, *inputs_.onto, subsystem_);
    if (footprint.ok()) {
      footprint_ = *std::move(footprint);
    } else {
      footprint_left_out_ = std::string(footprint.status().message());
    }
  }

  // A symbol that nobody knows is a slip, not a part that is missing.
  absl::Status CheckOff() const {
    if (question_.off.empty() || !Wants(ReportPart::kNeutral)) {
      return absl::OkStatus();
    }
    for (const ExaminedStack& stack : stacks_) {
      if (stack.neutrality.has_value()) return absl::OkStatus();
    }
    return absl::InvalidArgumentError(
        stacks_.front().left_out[static_cast<int>(ReportPart::kNeutral)]);
  }

  void FillHead() {
    report_.set_schema(1);
    report_.set_version(kPatchgraphVersion);
    report_.set_made_at(MadeAt());
    std::vector<std::string> names;
    for (const ExaminedStack& stack : stacks_) {
      names.push_back(ValidUtf8(stack.stack->name));
    }
    report_.set_title(absl::StrJoin(names, ", "));
    report_.set_onto(ValidUtf8(inputs_.onto->name()));
    const auto commit = CommitOf(*inputs_.onto);
    if (commit.has_value()) report_.set_onto_id(commit->id.Hex());
  }

  void FillParts() {
    if (Wants(ReportPart::kLanded)) FillLanded();
    if (Wants(ReportPart::kCauses)) FillCauses();
    if (Wants(ReportPart::kGraph)) FillGraph();
    if (Wants(ReportPart::kNeutral)) FillNeutral();
    if (Wants(ReportPart::kDrift)) FillDrift();
    if (forecast_.has_value()) {
      *report_.mutable_forecast() = *std::move(forecast_);
    }
    if (footprint_.has_value()) {
      *report_.mutable_footprint() = *std::move(footprint_);
      CompleteFootprint(subsystem_, &report_);
    }
  }

  void FillLanded() {
    LandedReport landed;
    landed.set_schema(1);
    landed.set_onto(report_.onto());
    for (const ExaminedStack& stack : stacks_) {
      if (!stack.landed.has_value()) continue;
      AddLandedStack(stack.stack->name, stack.stack->base->name(),
                     stack.history, stack.check.patches, *stack.landed,
                     &landed);
    }
    if (!landed.stacks().empty()) *report_.mutable_landed() = std::move(landed);
  }

  // Conflicts are numbered as the check's report lists them: those on the
  // stacks' own bases first.
  void FillCauses() {
    CausesReport causes;
    causes.set_schema(1);
    causes.set_onto(report_.onto());
    int number = 1;
    for (const ExaminedStack& stack : stacks_) {
      number += static_cast<int>(stack.check.base_conflicts.size());
    }
    bool any = false;
    for (const ExaminedStack& stack : stacks_) {
      const std::vector<Conflict>& conflicts = stack.check.conflicts;
      for (size_t i = 0; i < conflicts.size(); ++i, ++number) {
        if (!stack.causes.has_value()) continue;
        any = true;
        AddWhy(number, conflicts[i], (*stack.causes)[i], &causes);
      }
    }
    causes.set_conflicts(number - 1);
    if (any) *report_.mutable_causes() = std::move(causes);
  }

  // Numbered as the causes are.
  void FillProposals() {
    ResolutionFinder remembered;
    if (inputs_.repository != nullptr) {
      remembered = [file = ResolutionsFileIn(inputs_.repository->GitFolder())](
                       const std::string& key) {
        return FindResolutions(file, key);
      };
    }
    int number = 1;
    for (const ExaminedStack& stack : stacks_) {
      number += static_cast<int>(stack.check.base_conflicts.size());
    }
    for (const ExaminedStack& stack : stacks_) {
      for (const Conflict& conflict : stack.check.conflicts) {
        const auto proposals = ProposalsFor(conflict, number++, remembered);
        if (!proposals.ok()) {
          proposals_left_out_ = std::string(proposals.status().message());
          continue;
        }
        for (const ProposalReport& proposal : *proposals) {
          *report_.add_proposals() = proposal;
        }
      }
    }
  }

  void FillGraph() {
    std::vector<GraphFindings> findings;
    for (const ExaminedStack& stack : stacks_) {
      if (!stack.dependencies.has_value()) continue;
      GraphFindings found;
      found.dependencies = &*stack.dependencies;
      found.check = &stack.check;
      findings.push_back(std::move(found));
    }
    if (findings.empty()) return;
    *report_.mutable_graph() = MakeGraphReport(findings, inputs_.onto->name());
  }

  void FillNeutral() {
    NeutralReport neutral;
    neutral.set_schema(1);
    neutral.set_onto(report_.onto());
    for (const ExaminedStack& stack : stacks_) {
      if (!stack.neutrality.has_value()) continue;
      NeutralSubject subject = {stack.stack->name, stack.check.patches,
                                *stack.patched, *stack.neutrality};
      subject.lost = &stack.lost;
      subject.driver_interface = &stack.driver_interface;
      AddNeutralStack(subject, &neutral);
    }
    if (!neutral.stacks().empty()) {
      *report_.mutable_neutral() = std::move(neutral);
    }
  }

  void FillDrift() {
    DriftReport drift;
    drift.set_schema(1);
    drift.set_onto(report_.onto());
    for (const ExaminedStack& stack : stacks_) {
      if (!stack.drift.has_value()) continue;
      AddDriftStack(stack.stack->name, stack.stack->base->name(), *stack.drift,
                    stack.ported, &drift);
    }
    if (!drift.stacks().empty()) *report_.mutable_drift() = std::move(drift);
  }

  void FillJudgement() {
    *report_.mutable_effort() = EffortOf(FiguresOf(report_));
    const std::vector<Figure> figures = FiguresOf(report_);
    for (const Figure& figure : figures) *report_.add_figures() = figure;
    std::vector<MeasuredChange> changes;
    if (Wants(ReportPart::kChanges)) {
      changes =
          MeasuredChangesOf(stacks_, inputs_.onto->name(), question_, figures);
    }
    *report_.mutable_judgement() =
        JudgementOf(figures, report_.effort(), changes);
  }

  void ListLeftOut() {
    for (const ExaminedStack& stack : stacks_) {
      for (int part = 0; part < kReportParts; ++part) {
        if (stack.left_out[part].empty()) continue;
        report_.add_left_out(ValidUtf8(
            absl::StrCat(Name(static_cast<ReportPart>(part)), " of ",
                         stack.stack->name, ": ", stack.left_out[part])));
      }
    }
    if (!footprint_left_out_.empty()) {
      report_.add_left_out(
          ValidUtf8(absl::StrCat("footprint: ", footprint_left_out_)));
    }
    if (!proposals_left_out_.empty()) {
      report_.add_left_out(
          ValidUtf8(absl::StrCat("proposals: ", proposals_left_out_)));
    }
    if (!forecast_left_out_.empty()) {
      report_.add_left_out(
          ValidUtf8(absl::StrCat("forecast: ", forecast_left_out_)));
    }
  }

  const CheckInputs& inputs_;
  const ReportQuestion& question_;
  Progress* progress_;
  StackExaminer examiner_;
  std::function<std::string(absl::string_view)> subsystem_;
  std::vector<ExaminedStack> stacks_;
  absl::optional<FootprintReport> footprint_;
  std::string footprint_left_out_;
  std::string proposals_left_out_;
  absl::optional<ForecastReport> forecast_;
  std::string forecast_left_out_;
  MaintainabilityReport report_;
};

}  // namespace

absl::StatusOr<MaintainabilityReport> MakeReport(const CheckInputs& inputs,
                                                 const ReportQuestion& question,
                                                 Progress* progress) {
  return ReportMaker(inputs, question, progress).Make();
}

}  // namespace patchgraph
